import { mostBytes, mostFiles } from '../form-files.ts'
import type { Held } from '../intake/held-files.ts'
import { fileSize } from '../numbers.ts'
import { requestWords as w } from '../request-words.zh.ts'
import { described, Field } from './form-field.tsx'

export const heldLine = ({ name, size }: Held) => `${name}（${fileSize(size)}）`

/** Files that came with a form, each to be taken away again, and the control for more. */
export function FilesField(props: { held: Held[]; hint: string; issue: string | undefined }) {
  const { held, hint, issue } = props
  return (
    <section aria-labelledby="part-files">
      <h2 id="part-files">{w.parts.files}</h2>
      {held.length > 0 && (
        <>
          <p>{w.filesHeld}</p>
          <ul class="held">
            {held.map((file) => (
              <li>
                <span>{heldLine(file)}</span>
                <button
                  class="quiet"
                  type="submit"
                  name="step"
                  value={`remove ${file.place}`}
                  aria-label={w.fileRemove(file.name)}
                >
                  {w.remove}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Field
        name="files"
        label={`${w.addFiles}${w.optional}`}
        hint={`${hint}${w.filesHint(mostFiles, fileSize(mostBytes))}`}
        issue={issue}
      >
        <input {...described('files', true, issue)} type="file" multiple />
      </Field>
    </section>
  )
}
