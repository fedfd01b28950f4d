import { topics } from '../../foundations/classification/index.ts'
import type { Unit } from '../../foundations/units/index.ts'
import type { InquiryContent } from './inquiry.ts'
import { route } from './rules/route.ts'

/** Whose business a message probably is, for whoever sorts or enters it: shown with its reasons, never decided. */
export const suggestionOf = (content: Pick<InquiryContent, 'subject' | 'text'>, units: Iterable<Unit>) => {
  const living = [...units].filter((unit) => !unit.dissolvedOn)
  const { topic, unitId, why } = route(content, living)
  return {
    topic,
    topicLabel: topic ? topics[topic] : '',
    unitId,
    unitName: living.find(({ id }) => id === unitId)?.name ?? '',
    why,
  }
}
