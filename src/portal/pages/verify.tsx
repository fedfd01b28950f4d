import { itemPath, qrPath, verifyPath } from '../addresses.ts'
import { minuteOf } from '../dates.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import type { HeldCheckpoint, ProvedEntry } from '../proofs.ts'
import type { PublicRecord } from '../replica/types.ts'
import { verifyWords as w } from '../verify-words.zh.ts'
import { words } from '../words.zh.ts'

type Props = {
  id: number
  shown: PublicRecord
  entries: ProvedEntry[]
  checkpoint: HeldCheckpoint | undefined
  baseUrl: string
  script: string
}

/** What the script says, with the names the item page gives its parts. */
const scriptWords = JSON.stringify({
  ...w.script,
  names: {
    title: words.item.title,
    docNumber: words.item.docNumber,
    publishedOn: words.item.publishedOn,
    indexNumber: words.item.indexNumber,
    issuer: words.item.issuer,
    formedOn: words.item.formedOn,
    effectiveOn: words.item.effectiveOn,
    expiresOn: words.item.expiresOn,
    summary: words.item.summary,
    body: words.item.body,
    attachments: words.item.attachments,
    none: words.item.empty,
    unknown: words.item.unknown,
  },
})

function Steps({ shown }: { shown: PublicRecord }) {
  const steps: [string, { title: string; text: string }][] = []
  if (shown.state === 'withdrawn') steps.push(['payload', w.steps.withdrawnPayload], ['page', w.steps.withdrawnPage])
  else {
    steps.push(['payload', w.steps.payload], ['page', w.steps.page])
    if (shown.record.attachments.length + (shown.record.pictures?.length ?? 0) > 0) steps.push(['files', w.steps.files])
  }
  steps.push(['path', w.steps.path], ['signature', w.steps.signature])
  return (
    <section aria-labelledby="steps-h">
      <h2 id="steps-h">{w.stepsTitle}</h2>
      <ol class="verify-steps">
        {steps.map(([name, { title, text }]) => (
          <li data-step={name}>
            <h3>{title}</h3>
            <p>{text}</p>
            <p class="verify-said" data-said>
              {w.pending}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Entries({ entries }: { entries: ProvedEntry[] }) {
  return (
    <section aria-labelledby="entries-h">
      <h2 id="entries-h">{w.entriesTitle}</h2>
      <p>{w.entriesText}</p>
      <ol class="verify-entries">
        {entries.map((entry) => {
          const { at, payloadHash } = JSON.parse(entry.line) as { at: string; payloadHash: string }
          return (
            <li>
              <p>
                <strong>{w.entry(count(entry.seq))}</strong> · {w.kinds[entry.kind]} · {minuteOf(at)} ·{' '}
                {w.standing[entry.standing]}
              </p>
              <p class="hash">
                <span class="grey">{w.payloadHash}</span> <code>{payloadHash}</code>
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function ByHand({ id, baseUrl }: { id: number; baseUrl: string }) {
  const log = `${baseUrl}/api/v1/log`
  return (
    <section aria-labelledby="hand-h">
      <h2 id="hand-h">{w.handTitle}</h2>
      <p>{w.handText}</p>
      <details>
        <summary>{w.handFold}</summary>
        <p>{w.hand.payload}</p>
        <pre>{`curl -s ${baseUrl}/api/v1/records/${id}/proof -o proof.json
jq -rj '[.entries[] | select(.standing == "current")][0].payload' proof.json | sha256sum`}</pre>
        <p>{w.hand.signature}</p>
        <pre>{`curl -s '${log}/key?form=pem' -o key.pem
jq -rj .checkpoint proof.json | sed '/^$/,$d' > signed.txt
jq -rj .checkpoint proof.json | tail -n 1 | cut -d ' ' -f 3 | base64 -d | tail -c 64 > signature.bin
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed.txt -sigfile signature.bin`}</pre>
        <p>{w.hand.log}</p>
        <pre>{`bin/gongkai log verify ${log}`}</pre>
      </details>
    </section>
  )
}

/** /verify/:id: what is checked, the results the browser works out, and all figures for those who check by hand. */
export function VerifyPage({ id, shown, entries, checkpoint, baseUrl, script }: Props) {
  const title = shown.state === 'published' ? shown.record.title : undefined
  return (
    <article class="wide verify">
      <Breadcrumb steps={[{ text: title ?? words.withdrawn.label, href: itemPath(id) }, { text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{title === undefined ? w.withdrawnLead : w.lead}</p>
      </header>
      <p class="verify-about">
        {title === undefined && w.withdrawnAbout}
        <a href={itemPath(id)}>{title === undefined ? w.withdrawnLink : w.about(title)}</a>
      </p>
      <div class="verify-body" data-verify={id} data-words={scriptWords}>
        <div class="verify-verdict" data-verdict data-state="wait" role="status" aria-label={w.resultTitle}>
          <noscript>
            <p>{w.noScript}</p>
          </noscript>
          <p class="with-script" data-said>
            {w.waiting}
          </p>
        </div>
        <Steps shown={shown} />
      </div>
      <Entries entries={entries} />
      <section aria-labelledby="checkpoint-h">
        <h2 id="checkpoint-h">{w.checkpointTitle}</h2>
        {checkpoint ? (
          <>
            <p>{w.checkpointText}</p>
            <h3>{w.checkpoint}</h3>
            <pre>{checkpoint.note.trimEnd()}</pre>
            <h3>{w.key}</h3>
            <pre>{checkpoint.key}</pre>
          </>
        ) : (
          <p>{w.noCheckpointYet}</p>
        )}
      </section>
      <ByHand id={id} baseUrl={baseUrl} />
      <section class="verify-address" aria-labelledby="address-h">
        <img src={qrPath(id)} alt={w.qrAlt} width="132" height="132" />
        <div>
          <h2 id="address-h">{w.addressTitle}</h2>
          <p>
            <code>
              {baseUrl}
              {verifyPath(id)}
            </code>
          </p>
        </div>
      </section>
      <script src={script} type="module" />
    </article>
  )
}
