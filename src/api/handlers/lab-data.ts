import type { DatasetId } from '../../lab/dataset/dataset.ts'
import { datasetOfImport } from '../../lab/dataset/dataset-of-import.ts'
import type { ImportBody } from '../../lab/dataset/import-body.ts'
import { importId } from '../../lab/dataset/import-id.ts'
import type { ImportId, ImportRecord } from '../../lab/dataset/ports.ts'
import { takeSnapshot } from '../../lab/dataset/take-snapshot.ts'
import { isPictureText, readPictureText } from '../../signals/media/picture-text.ts'
import {
  type BeginImportRequest,
  type DatasetList,
  type DatasetsQuery,
  type ImportReply,
  ImportRowsRequest,
  type SendSuspectsReply,
  type SendSuspectsRequest,
  type SnapshotRequest,
  type SuspectsQuery,
  type SuspectsReply,
} from '../contract/lab-data.ts'
import type { MakeHandler } from '../handler.ts'
import { parseHere } from '../json/parse-aside.ts'
import { importedRow } from '../lab/imported-row.ts'
import { readJudged } from '../lab/read-judged.ts'
import { sendSuspects } from '../lab/send-suspects.ts'
import { taskOf } from '../lab/task-of.ts'
import { asPackSays } from '../lab/text-of-task.ts'
import { wireBuilt, wireDataset } from '../lab/wire-dataset.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { readLargeBody } from '../read-large-body.ts'
import { invalid } from '../screen-event.ts'
import { validatorOf } from '../validator.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

const OF_ALL = 'A dataset is of'
const LISTED = 100
const checkRows = validatorOf(ImportRowsRequest)

/** Begins an import, or finds it where it was left. */
export const beginImport: MakeHandler = (parts) => async (request) => {
  unbounded(request, OF_ALL)
  const { task, rows: total, harm, fine, files, columns, warnings = [] } = request.body as BeginImportRequest
  const nowMs = parts.clock.now()
  const by = whoAsks(request.grant!, undefined)
  await orUnavailable(taskOf(parts.labData, task, { harm, fine }, by, nowMs))
  const body: ImportBody = { files, columns, warnings }
  const id = importId(task, by, total, body)
  const record = { id, task, by, total, body: JSON.stringify(body) }
  return wireImport(await orUnavailable(parts.labData.beginImport(record, nowMs)))
}

/** Takes the next rows of an import. */
export const importRows: MakeHandler = (parts) => async (request) => {
  unbounded(request, OF_ALL)
  const body = await readLargeBody(request.raw, parts.parseAside ?? parseHere)
  const errors = checkRows(body)
  if (errors) throw new ProblemError(invalid(errors))
  const record = await importOf(parts, request.params)
  const { from, rows } = body as ImportRowsRequest
  if (from + rows.length > record.total)
    throw refusal('invalid-request', 'There are more rows than the import was begun with.', { field: 'rows' })
  const added = parts.labData.addRows(record.id, from, rows.map(importedRow), parts.clock.now())
  return wireImport({ ...record, received: await orUnavailable(added) })
}

/** Makes a dataset of an import. */
export const finishImport: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, OF_ALL)
  const record = await importOf(parts, request.params)
  if (record.received < record.total)
    throw refusal('no-dataset', `${record.received} of ${record.total} rows are there.`, {
      wayOut: 'Send the rest, then finish it.',
    })
  const nowMs = parts.clock.now()
  const task = await orUnavailable(taskOf(parts.labData, record.task, {}, record.by, nowMs))
  const built = await orUnavailable(datasetOfImport(parts.labData, record, task, nowMs))
  reply.code(201)
  return wireBuilt(built)
}

/** Makes a dataset of what reviewers judged. */
export const snapshotDataset: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, OF_ALL)
  const kept = await orUnavailable(parts.labData.task((request.body as SnapshotRequest).task))
  if (kept === undefined)
    throw refusal('not-found', 'There is no task of this name.', {
      wayOut: 'Import labelled texts for it (haechi data import), or make it (haechi lab run).',
    })
  const { pack } = parts.engine.ruleset
  const read = readJudged(pack, parts.media)
  const by = whoAsks(request.grant!, undefined)
  const taken = takeSnapshot({ data: parts.labData, read }, asPackSays(pack, kept), by, parts.clock.now())
  const built = await orUnavailable(taken)
  reply.code(201)
  return wireBuilt(built)
}

/** Lists datasets. */
export const listDatasets: MakeHandler = (parts) => async (request) => {
  const { task, limit } = request.query as DatasetsQuery
  const found = await orUnavailable(parts.labData.list(task, limit === undefined ? LISTED : Number(limit)))
  return { datasets: found.map(wireDataset) } satisfies DatasetList
}

/** Shows a dataset. */
export const dataset: MakeHandler = (parts) => async (request) => {
  const found = await orUnavailable(parts.labData.facts((request.params as { id: DatasetId }).id))
  if (found === undefined) throw refusal('not-found', NO_DATASET)
  return wireDataset(found)
}

/** Lists labels that may be wrong. */
export const datasetErrors: MakeHandler = (parts) => async (request) => {
  unbounded(request, OF_ALL)
  const { id } = request.params as { id: DatasetId }
  const { limit } = request.query as SuspectsQuery
  const grant = request.grant!
  await known(parts, id)
  const found = await orUnavailable(parts.labData.suspects(id, limit === undefined ? LISTED : Number(limit)))
  const mayShowContent = grant.may('content.bulk')
  if (mayShowContent && found.length > 0) await orUnavailable(parts.noteSight(grant, 'datasetErrors', [id]))
  return {
    dataset: id,
    suspects: found.map(({ text, score, decision, world, ...one }) => ({
      ...one,
      text: mayShowContent && text !== undefined ? shownText(text) : null,
      ...{ score: score ?? null, decision: decision ?? null },
    })),
  } satisfies SuspectsReply
}

/** Asks for jobs about the labels that are likeliest to be wrong. */
export const sendDatasetErrors: MakeHandler = (parts) => async (request) => {
  unbounded(request, OF_ALL)
  const { id } = request.params as { id: DatasetId }
  const facts = await known(parts, id)
  const { limit = LISTED, queue } = request.body as SendSuspectsRequest
  const { queues } = parts.engine.ruleset.pack
  if (queue !== undefined && !queues.has(queue))
    throw refusal('invalid-request', 'There is no queue of this name.', {
      field: 'queue',
      wayOut: `One of: ${[...queues.keys()].join(', ')}.`,
    })
  const sent = await orUnavailable(sendSuspects(parts, facts, limit, queue))
  return sent satisfies SendSuspectsReply
}

/** Of a picture its file, which the console shows to whoever may see it. */
function shownText(text: string): string {
  return isPictureText(text) ? (readPictureText(text)?.media ?? '') : text
}

const NO_DATASET = 'There is no dataset with this id.'

async function known({ labData }: Pick<ServerParts, 'labData'>, id: DatasetId) {
  const facts = await orUnavailable(labData.facts(id))
  if (facts === undefined) throw refusal('not-found', NO_DATASET)
  return facts
}

async function importOf({ labData }: Pick<ServerParts, 'labData'>, params: unknown): Promise<ImportRecord> {
  const found = await orUnavailable(labData.import((params as { id: ImportId }).id))
  if (found === undefined)
    throw refusal('not-found', 'There is no such import: it is a dataset by now, or was left for seven days.')
  return found
}

function wireImport({ id, task, total, received }: ImportRecord): ImportReply {
  return { id, task, rows: total, received }
}
