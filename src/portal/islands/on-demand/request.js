// Makes the forms for asking handier: numbers checked as typed, units found by name, what is public already shown while
// one describes it, and what was typed kept on the device by those who want it. The forms are complete without it.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const tidy = (text) => text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()

/** GB 11643-1999 */
const identityRight = (text) => {
  const number = tidy(text)
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = weights.reduce((all, weight, i) => all + weight * Number(number[i]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** GB 32100-2015 */
const creditRight = (text) => {
  const code = tidy(text)
  if (code.length !== 18 || [...code].some((sign) => !alphabet.includes(sign))) return false
  const sum = creditWeights.reduce((all, weight, i) => all + weight * alphabet.indexOf(code[i]), 0)
  return alphabet[(31 - (sum % 31)) % 31] === code[17]
}

const partyOf = (text) => {
  const code = tidy(text)
  if (['51', '52', '53'].includes(code.slice(0, 2))) return 'public_benefit'
  if (code[0] === '3') return 'legal_service'
  return code[0] === '9' ? 'enterprise' : 'other_organisation'
}

const later = (act, wait) => {
  let timer = 0
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, wait)
  }
}

/** Says under a number whether its digits agree, once it has its full length. */
function checkNumber(form, input) {
  const told = document.createElement('p')
  told.className = 'number-check'
  told.setAttribute('role', 'status')
  input.after(told)
  const kind = form.elements.identityKind
  const look = () => {
    const number = tidy(input.value)
    const credit = input.dataset.check === 'credit'
    told.textContent = ''
    told.className = 'number-check'
    if (!credit && kind && kind.value !== 'resident') return
    if (number.length < 18 && !/^\d{15}$/.test(number)) return
    const right = credit ? creditRight(number) : identityRight(number)
    told.className = right ? 'number-check right' : 'number-check'
    const wrong = credit ? 'creditWrong' : number.length === 15 ? 'identityOld' : 'identityWrong'
    told.textContent = right ? input.dataset.right : form.dataset[wrong]
    const party = form.elements.party
    if (credit && right && party && !party.value) party.value = partyOf(number)
  }
  input.addEventListener('input', look)
  kind?.addEventListener('change', look)
}

/** A field that narrows the list of units to those whose name holds what is typed. */
function filterUnits(place) {
  const select = place.querySelector('select')
  const all = [...select.querySelectorAll('optgroup')].map((group) => ({
    label: group.label,
    units: [...group.children].map((option) => ({ value: option.value, text: option.textContent })),
  }))
  const input = document.createElement('input')
  input.type = 'search'
  input.id = 'unit-filter'
  input.autocomplete = 'off'
  input.placeholder = place.dataset.unitFilter
  input.setAttribute('aria-label', place.dataset.unitFilter)
  input.setAttribute('aria-controls', 'unit')
  input.className = 'unit-filter'
  place.prepend(input)
  input.addEventListener('input', () => {
    const words = input.value.trim()
    const chosen = select.value
    for (const group of select.querySelectorAll('optgroup')) group.remove()
    const left = all
      .map(({ label, units }) => ({ label, units: units.filter((unit) => unit.text.includes(words)) }))
      .filter(({ units }) => units.length > 0)
    for (const { label, units } of left) {
      const group = document.createElement('optgroup')
      group.label = label
      group.append(...units.map(({ value, text }) => new Option(text, value)))
      select.append(group)
    }
    const only = left.length === 1 && left[0].units.length === 1 ? left[0].units[0].value : ''
    select.value = left.some(({ units }) => units.some(({ value }) => value === chosen)) ? chosen : only
  })
}

/** What is public already, asked for in the pauses of describing. */
function findSimilar(form, place) {
  const shown = place.querySelector('div')
  let asked = ''
  const controls = place.dataset.similarBy.split(' ').map((name) => form.elements[name])
  const ask = async () => {
    const typed = controls.map((control) => [control.name, control.value.trim().slice(0, 1000)])
    const all = typed.map(([, value]) => value).join('')
    if (all.length < 4 || all === asked) return
    asked = all
    shown.replaceChildren(Object.assign(document.createElement('p'), { textContent: place.dataset.similar }))
    try {
      const body = new URLSearchParams(typed)
      const answer = await fetch(place.dataset.similarAt, { method: 'POST', body })
      if (answer.ok) shown.innerHTML = await answer.text()
      else shown.replaceChildren()
    } catch {
      shown.replaceChildren()
    }
  }
  const soon = later(ask, 900)
  for (const control of controls) control.addEventListener('input', soon)
  place.querySelector('button').addEventListener('click', (event) => {
    event.preventDefault()
    asked = ''
    ask()
  })
}

const place = 'gongkai request'
const unkept = ['id', 'at', 'step', 'held', 'website', 'files', 'pin']

/** What was typed is kept on this device only for those who ask for it, and forgotten when it was handed in. */
function keepTyped(form) {
  const box = document.createElement('div')
  box.className = 'keep'
  const label = document.createElement('label')
  label.className = 'choice'
  const tick = Object.assign(document.createElement('input'), { type: 'checkbox' })
  tick.setAttribute('aria-describedby', 'keep-hint')
  label.append(tick, form.dataset.keep)
  const hint = Object.assign(document.createElement('p'), {
    className: 'grey',
    id: 'keep-hint',
    textContent: form.dataset.keepHint,
  })
  const clear = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quiet',
    textContent: form.dataset.keepClear,
    hidden: true,
  })
  const told = document.createElement('p')
  told.setAttribute('role', 'status')
  box.append(label, hint, clear, told)
  form.prepend(box)

  const key = `${place} ${form.dataset.requestForm}`
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key))
    } catch {
      return null
    }
  }
  const save = () => {
    if (!tick.checked) return
    const typed = [...new FormData(form)].filter(([name, value]) => !unkept.includes(name) && typeof value === 'string')
    localStorage.setItem(key, JSON.stringify({ id: form.elements.id.value, typed: Object.fromEntries(typed) }))
  }
  const forget = () => {
    localStorage.removeItem(key)
    tick.checked = false
    clear.hidden = true
    told.textContent = form.dataset.cleared
  }
  const kept = read()
  if (kept) {
    tick.checked = true
    clear.hidden = false
    const untouched = form.dataset.untouched.split(' ').every((name) => !form.elements[name].value)
    if (untouched) {
      for (const [name, value] of Object.entries(kept.typed)) {
        const control = form.elements[name]
        if (control?.type === 'checkbox') control.checked = true
        else if (control && value) control.value = value
      }
      told.textContent = form.dataset.kept
    }
  }
  tick.addEventListener('change', () => {
    if (!tick.checked) return forget()
    clear.hidden = false
    told.textContent = ''
    save()
  })
  clear.addEventListener('click', forget)
  form.addEventListener('input', later(save, 400))
  form.addEventListener('submit', save)
  return forget
}

/** How much may still be written, said when little is left. */
function countSigns(area) {
  const most = Number(area.dataset.count)
  const told = Object.assign(document.createElement('p'), { className: 'grey' })
  told.setAttribute('role', 'status')
  area.after(told)
  area.addEventListener('input', () => {
    const n = area.value.length
    told.textContent = n > most * 0.9 ? `${n} / ${most}` : ''
  })
}

/** The case's number comes a moment after the receipt. */
async function awaitNumber(form) {
  const shown = document.querySelector('[data-number]')
  const button = form.querySelector('[value="page"]')
  if (!button) return
  for (let tries = 0; tries < 6; tries++) {
    await new Promise((next) => setTimeout(next, 400 * (tries + 1)))
    const body = new FormData()
    body.set('box', form.elements.box.value)
    body.set('as', 'number')
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => undefined)
    const { number } = answer?.ok ? await answer.json() : {}
    if (!number) continue
    shown.textContent = number
    button.remove()
    return
  }
}

const form = document.querySelector('[data-request-form]')
if (form) {
  // A terminal that everybody uses keeps nothing.
  const forget = form.dataset.keep ? keepTyped(form) : () => {}
  for (const input of form.querySelectorAll('[data-check]')) checkNumber(form, input)
  for (const place of form.querySelectorAll('[data-unit-filter]')) filterUnits(place)
  for (const place of form.querySelectorAll('[data-similar]')) findSimilar(form, place)
  for (const area of form.querySelectorAll('[data-count]')) countSigns(area)
  form.addEventListener('click', (event) => {
    if (event.target.closest('[data-wanted]')) forget()
  })
}

const sent = document.querySelector('[data-sent]')
if (sent) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(place)) continue
    try {
      if (JSON.parse(localStorage.getItem(key)).id === sent.dataset.sent) localStorage.removeItem(key)
    } catch {
      localStorage.removeItem(key)
    }
  }
}
const receipt = document.querySelector('[data-receipt]')
if (receipt) awaitNumber(receipt)
