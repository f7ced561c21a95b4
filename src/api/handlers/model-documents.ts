import { evaluationPage } from '../../lab/report/evaluation-page.ts'
import { modelCard as cardOf } from '../../lab/report/model-card.ts'
import type { ModelId } from '../contract/lab-models.ts'
import { ROUTES } from '../contract/routes.ts'
import type { MakeHandler } from '../handler.ts'
import { reportOfModel } from '../lab/report-of-model.ts'

/** For a page without a script; its own policy pins the one style sheet by hash as well. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/** Shows a model's evaluation as a page. */
export const modelReport: MakeHandler = (parts) => async (request, reply) => {
  const { id } = request.params as { id: ModelId }
  const page = evaluationPage(await reportOfModel(parts, id))
  reply
    .header('content-type', ROUTES.modelReport.replyType)
    .header('content-disposition', `inline; filename="${id}.html"`)
    .header('content-security-policy', PAGE_POLICY)
  return page
}

/** Shows a model's card as Markdown. */
export const modelCard: MakeHandler = (parts) => async (request, reply) => {
  const { id } = request.params as { id: ModelId }
  const card = cardOf(await reportOfModel(parts, id))
  reply
    .header('content-type', ROUTES.modelCard.replyType)
    .header('content-disposition', `attachment; filename="${id}.md"`)
  return card
}
