/**
 * Enter in a date field takes the day that was typed, and opens the calendar; it does not send the form in which the field stands,
 * half filled in. Heard on the document, where the field itself has had the key already, for every date field of the console.
 */
export const keepEnterInDates = (): void =>
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (key === 'Enter' && target instanceof HTMLInputElement && target.closest('.ant-picker')) event.preventDefault()
  })
