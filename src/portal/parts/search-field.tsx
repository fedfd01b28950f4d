import { words } from '../words.zh.ts'

/**
 * The search form. Plain GET; where scripts run, the island adds suggestions to the marked input.
 * `keep` carries filters through a new search.
 */
export function SearchField(props: {
  id: string
  value?: string
  compact?: boolean
  large?: boolean
  keep?: Record<string, string>
}) {
  const { id, compact, large } = props
  return (
    <search class={`search${compact ? ' search-compact' : ''}${large ? ' search-large' : ''}`}>
      <form action="/search">
        <label class={compact || large ? 'unseen' : 'search-label'} for={id}>
          {words.search.label}
        </label>
        <div class="search-row">
          <div class="search-box" data-suggest data-list-label={words.search.suggestionsLabel}>
            <input
              id={id}
              name="q"
              type="search"
              maxLength={200}
              autocomplete="off"
              enterkeyhint="search"
              value={props.value}
              placeholder={compact ? words.search.label : words.search.placeholder}
            />
          </div>
          {Object.entries(props.keep ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit">{words.search.button}</button>
        </div>
      </form>
    </search>
  )
}
