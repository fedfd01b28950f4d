import type { Validity } from '../../foundations/publication-log/entries.ts'
import { words } from '../words.zh.ts'

/** Shapes differ as well as words, so that the state is told without colour (GB/T 37668). */
const shapes: Record<Validity | 'withdrawn', string> = {
  effective: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.2 4.3L7 9.5 4.9 7.4 3.8 8.5 7 11.7l5.3-5.3Z',
  not_yet_effective:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6ZM7.2 4h1.6v3.7l2.4 2.4-1.1 1.1-2.9-2.9Z',
  amended: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.6v10.8A5.4 5.4 0 0 0 8 2.6Z',
  expired: 'M2 2h12v12H2Zm1.6 1.6v8.8h8.8V3.6ZM4.5 7.2h7v1.6h-7Z',
  repealed: 'M2 2h12v12H2Zm3.1 2L4 5.1 6.9 8 4 10.9 5.1 12 8 9.1l2.9 2.9 1.1-1.1L9.1 8 12 5.1 10.9 4 8 6.9Z',
  withdrawn: 'M2 2h12v12H2Zm3.1 2L4 5.1 6.9 8 4 10.9 5.1 12 8 9.1l2.9 2.9 1.1-1.1L9.1 8 12 5.1 10.9 4 8 6.9Z',
}

export function Shape({ of }: { of: Validity | 'withdrawn' }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={shapes[of]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  )
}

/** Word and shape on one line, for lists and tables. */
export function StatusMark({ validity }: { validity: Validity }) {
  return (
    <span class={`status status-${validity}`}>
      <Shape of={validity} />
      {words.validity[validity]}
    </span>
  )
}
