import { type Rating, ratings, type SurveyView } from '../../foundations/intake/call-desk.ts'
import { callRatingWords as w } from '../call-rating-words.zh.ts'
import { dayInWords } from '../dates.ts'
import { Choices, IssueSummary } from '../parts/form-field.tsx'

const choices = ratings.map((rating) => [String(rating), w.ratings[rating]] as const)

function Elsewhere() {
  return (
    <p class="more">
      <a href="/inquiries">{w.complain}</a>
    </p>
  )
}

/** /r/:code while the call can still be rated. @param issue what was missing when it was sent */
export function RateCallPage({ view, here, issue }: { view: SurveyView; here: string; issue: string | undefined }) {
  return (
    <div class="wide">
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead(dayInWords(view.on), view.line)}</p>
      </header>
      <IssueSummary title={w.mend} issues={issue ? [{ field: 'rating', message: issue }] : []} />
      <form class="feedback" method="post" action={here} noValidate>
        <Choices name="rating" label={w.legend} issue={issue} value="" choices={choices} />
        <button type="submit">{w.submit}</button>
      </form>
      <p class="grey more">{w.until(dayInWords(view.until))}</p>
    </div>
  )
}

/** The same once it was rated, by SMS or by key. */
export function CallRatedPage({ rating }: { rating: Rating }) {
  return (
    <div class="wide">
      <header class="page-head">
        <h1>{w.thanksTitle}</h1>
        <p class="lead">{w.rated(w.ratings[rating])}</p>
      </header>
      <p>{w.counted}</p>
      <Elsewhere />
    </div>
  )
}

/** The same once its days are over. */
export function RatingOverPage({ until }: { until: string }) {
  return (
    <div class="wide">
      <header class="page-head">
        <h1>{w.overTitle}</h1>
        <p class="lead">{w.over(dayInWords(until))}</p>
      </header>
      <Elsewhere />
    </div>
  )
}

/** The office does not answer. */
export function RatingAwayPage({ here }: { here: string }) {
  return (
    <div class="wide">
      <header class="page-head">
        <h1>{w.awayTitle}</h1>
        <p class="lead">{w.away}</p>
      </header>
      <p>
        <a class="action" href={here}>
          {w.again}
        </a>
      </p>
    </div>
  )
}
