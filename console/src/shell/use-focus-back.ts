import { useEffect, useState } from 'react'

/** Puts the focus back where it was when this came up, e.g. on the button that opened a drawer, for who works by keyboard. */
export const useFocusBack = (): void => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // Once what took the focus is gone, unless the person has gone on to something else meanwhile.
      requestAnimationFrame(() => {
        const lost = !document.activeElement || document.activeElement === document.body
        if (lost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
