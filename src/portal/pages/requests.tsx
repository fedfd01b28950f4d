import type { UnitChanged } from '../../foundations/publication-log/entries.ts'
import { unitPath } from '../addresses.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { ContactBlock } from '../parts/contact-block.tsx'
import { unitsByKind } from '../parts/unit-directory.tsx'
import { words } from '../words.zh.ts'

const w = words.requests

/** How to ask for what was not published (条例 arts 27-44), and where to send it. */
export function RequestsPage({ units }: { units: UnitChanged[] }) {
  const bound = unitsByKind(units.filter((unit) => unit.kind !== 'public_enterprise' && !unit.dissolvedOn))
  const contents: [string, string][] = [
    ['steps', w.steps],
    ['help', w.helpTitle],
    ['times', w.timesTitle],
    ['fee', w.feeTitle],
    ['answers', w.resultsTitle],
    ['remedy', w.remedyTitle],
    ['contacts', w.contactsTitle],
  ]
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
        <p class="grey">{w.law}</p>
      </header>
      <section class="request-doors" aria-labelledby="doors">
        <h2 id="doors" class="unseen">
          {w.doorsTitle}
        </h2>
        <ul class="ways-in">
          {w.doors.map(({ href, title, text }) => (
            <li>
              <a href={href}>{title}</a>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <div class="with-contents">
        <nav class="contents" aria-label={w.contents}>
          <ul>
            {contents.map(([id, text]) => (
              <li>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="entries reading">
          <section class="entry" id="steps" aria-labelledby="steps-h">
            <h2 id="steps-h">{w.steps}</h2>
            <ol class="steps">
              <li>
                <h3>{w.step1}</h3>
                <p>
                  {w.step1Text} <a href="/search">{w.step1Link}</a>
                </p>
              </li>
              <li>
                <h3>{w.step2}</h3>
                <p>{w.step2Text}</p>
              </li>
              <li>
                <h3>{w.step3}</h3>
                <ul>
                  {w.step3List.map((line) => (
                    <li>{line}</li>
                  ))}
                </ul>
                <p>{w.step3Note}</p>
              </li>
              <li>
                <h3>{w.step4}</h3>
                <dl class="facts">
                  {w.step4Ways.map(({ way, text }) => (
                    <div>
                      <dt>{way}</dt>
                      <dd>{text}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            </ol>
          </section>
          <section class="entry" id="help" aria-labelledby="help-h">
            <h2 id="help-h">{w.helpTitle}</h2>
            <p>{w.helpText}</p>
          </section>
          <section class="entry" id="times" aria-labelledby="times-h">
            <h2 id="times-h">{w.timesTitle}</h2>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">{w.timesHead.what}</th>
                  <th scope="col">{w.timesHead.limit}</th>
                  <th scope="col">{w.timesHead.article}</th>
                </tr>
              </thead>
              <tbody>
                {w.times.map((row) => (
                  <tr>
                    <th scope="row">{row.what}</th>
                    <td>{row.limit}</td>
                    <td>{row.article}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="grey">{w.timesNote}</p>
          </section>
          <section class="entry" id="fee" aria-labelledby="fee-h">
            <h2 id="fee-h">{w.feeTitle}</h2>
            <p>{w.feeText}</p>
          </section>
          <section class="entry" id="answers" aria-labelledby="answers-h">
            <h2 id="answers-h">{w.resultsTitle}</h2>
            <ul>
              {w.results.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </section>
          <section class="entry" id="remedy" aria-labelledby="remedy-h">
            <h2 id="remedy-h">{w.remedyTitle}</h2>
            <p>{w.remedyText}</p>
          </section>
          <section class="entry" id="contacts" aria-labelledby="contacts-h">
            <h2 id="contacts-h">{w.contactsTitle}</h2>
            <p>{w.contactsText}</p>
            {bound.map(([kind, list]) => (
              <>
                <h3>{words.unitKinds[kind]}</h3>
                <div class="contacts">
                  {list.map((unit) => (
                    <details id={`unit-${unit.code}`}>
                      <summary>{unit.name}</summary>
                      <ContactBlock office={unit.disclosureOffice} />
                      <p>
                        <a href={`/requests/new?unit=${encodeURIComponent(unit.code)}`}>{w.askUnit(unit.name)}</a>
                      </p>
                      <p>
                        <a href={unitPath(unit.code)}>{unit.name}</a>
                      </p>
                    </details>
                  ))}
                </div>
              </>
            ))}
            <p class="grey">{w.enterprise}</p>
          </section>
        </div>
      </div>
    </div>
  )
}
