// The few places where a script makes a page handier. Nothing here is needed to read, search or download.

/**
 * Suggestions under a search field: an ARIA combobox with a list box. Choosing one searches for it; under a field of another form,
 * marked `fill`, it is filled in.
 */
function suggest(box) {
  const input = box.querySelector('input')
  if (!input) return
  const fills = box.dataset.suggest === 'fill'
  const list = document.createElement('ul')
  list.id = `${input.id}-list`
  list.className = 'suggestions'
  list.role = 'listbox'
  list.ariaLabel = box.dataset.listLabel
  list.hidden = true
  box.append(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')

  let active = -1
  let timer = 0
  let asked = ''
  let typed = input.value

  function close() {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function show(words) {
    list.replaceChildren(
      ...words.map((word, i) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${i}`
        option.role = 'option'
        option.ariaSelected = 'false'
        option.textContent = word
        return option
      }),
    )
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.hidden = words.length === 0
    input.setAttribute('aria-expanded', String(words.length > 0))
  }

  function move(step) {
    const options = [...list.children]
    if (options.length === 0) return
    active = active + step
    if (active >= options.length) active = -1
    if (active < -1) active = options.length - 1
    options.forEach((option, i) => {
      option.ariaSelected = String(i === active)
    })
    if (active === -1) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', options[active].id)
    input.value = active === -1 ? typed : options[active].textContent
  }

  function choose(word) {
    input.value = word
    if (!fills) return input.form.requestSubmit()
    asked = word.trim()
    close()
    // Whatever else looks at what is typed is told.
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }

  async function ask() {
    const q = input.value.trim()
    if (q === asked) return
    asked = q
    if (!q) return close()
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(q)}`)
      const { suggestions } = await answer.json()
      if (q === input.value.trim() && document.activeElement === input) show(suggestions)
    } catch {
      close()
    }
  }

  input.addEventListener('input', (event) => {
    if (event.isComposing) return
    typed = input.value
    clearTimeout(timer)
    timer = setTimeout(ask, 120)
  })
  input.addEventListener('compositionend', () => {
    typed = input.value
    clearTimeout(timer)
    timer = setTimeout(ask, 60)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      input.value = typed
      close()
    } else if (event.key === 'Enter' && fills && active !== -1) {
      event.preventDefault()
      choose(input.value)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    }
  })
  list.addEventListener('pointerdown', (event) => {
    const option = event.target.closest('li')
    if (!option) return
    event.preventDefault()
    choose(option.textContent)
  })
  input.addEventListener('blur', close)
}

/** Buttons that only make sense with a script: print this page, copy the citation. */
function tools(place) {
  const button = (text, act) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'quiet'
    made.textContent = text
    made.addEventListener('click', () => act(made))
    place.append(made)
  }
  button(place.dataset.print, () => forPrinting().then(() => window.print()))
  const source = document.querySelector('[data-copy-source]')
  if (source && navigator.clipboard) {
    button(place.dataset.copy, async (made) => {
      await navigator.clipboard.writeText(source.textContent.trim())
      made.textContent = place.dataset.copied
    })
  }
}

/**
 * Pictures that only the printed page shows are fetched before it is printed. Not at `beforeprint`: browsers that print
 * by themselves wait for their own lazy pictures, but not for one that a script has begun to fetch.
 */
async function forPrinting() {
  await Promise.all(
    [...document.querySelectorAll('.print-foot img')].map((img) => {
      img.loading = 'eager'
      return img.decode().catch(() => undefined)
    }),
  )
}

/** A link to a folded part opens it. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target instanceof HTMLDetailsElement) target.open = true
}

/** A citation names the day on which it was made, in Beijing as all days here. */
for (const place of document.querySelectorAll('[data-today]'))
  place.textContent = `[${new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })}]`
for (const box of document.querySelectorAll('[data-suggest]')) suggest(box)
for (const place of document.querySelectorAll('[data-tools]')) tools(place)
addEventListener('hashchange', openTarget)
openTarget()
