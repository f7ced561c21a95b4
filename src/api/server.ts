import { createServer as createHttpServer } from 'node:http'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { admit } from './access/admit.ts'
import { bringsSession } from './access/session-token.ts'
import { answerFault, sendProblem } from './answer-fault.ts'
import { audited, isAudited } from './audit/audited.ts'
import { checkEncoding } from './check-encoding.ts'
import { problemOf } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import { ROUTES, type RouteName } from './contract/routes.ts'
import type { MakeHandler } from './handler.ts'
import { acceptInvitation } from './handlers/accept-invitation.ts'
import { accessSettings, setAccessSettings } from './handlers/access-settings.ts'
import {
  previewEnforce,
  previewOverturn,
  previewReversal,
  previewStrikeReversal,
} from './handlers/act-previews.ts'
import { appeal, fileAppeal, findAppeals } from './handlers/appeals.ts'
import { auditHead, findAudit } from './handlers/audit.ts'
import { beginBankImport, importBankRows } from './handlers/bank-imports.ts'
import {
  bankMatches,
  bankMember,
  bankMembers,
  confirmBankMember,
  disputeBankMember,
  releaseBankMember,
  withdrawBankMember,
} from './handlers/bank-members.ts'
import { addBankMember, bank, exportBank, listBanks, setBank } from './handlers/banks.ts'
import { applyBulk, planBulk, revertBulk, stopBulk } from './handlers/bulk.ts'
import { chain } from './handlers/chain.ts'
import { check, checkCondition } from './handlers/check.ts'
import { listCounters, readCounters } from './handlers/counters.ts'
import { decision } from './handlers/decision.ts'
import {
  delivery,
  findDeliveries,
  previewResend,
  reconcile,
  resendDead,
  resendDelivery,
} from './handlers/deliveries.ts'
import { effectsAside, retryEffects } from './handlers/effects-aside.ts'
import {
  addEndpoint,
  endpoint,
  listEndpoints,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  rotateSecret,
  testEndpoint,
} from './handlers/endpoints.ts'
import { enforceable, enforcementTally } from './handlers/enforcement-facts.ts'
import { enforceByHand, enforcement, findEnforcements, reverseEnforcement } from './handlers/enforcements.ts'
import {
  entityNeighbours,
  entityRef,
  entityTimeline,
  findEntity,
  makeEntityRef,
} from './handlers/entities.ts'
import { erase, erasure, listErasures } from './handlers/erasures.ts'
import { explanation } from './handlers/explanation.ts'
import { noteExposure, ownExposure, teamExposure } from './handlers/exposure.ts'
import { findReports, invalidateReports, jobPriority, reporter } from './handlers/find-reports.ts'
import { addGolden, listGolden, retireGolden } from './handlers/golden.ts'
import { liftHold, listHolds, setHold } from './handlers/holds.ts'
import { assignees, changeJobs, previewChangeJobs } from './handlers/jobs-change.ts'
import { claimJob } from './handlers/jobs-claim.ts'
import { annotateJob, similarJobs, undoJob } from './handlers/jobs-judge.ts'
import { assignJob, moveJob, raiseJob, withdrawJob } from './handlers/jobs-manage.ts'
import { job, listQueues, queue, reviewPolicies, searchJobs } from './handlers/jobs-read.ts'
import { extendJob, heldJobs, releaseJob, takeJobs } from './handlers/jobs-take.ts'
import { createKey, listKeys, revokeKey } from './handlers/keys.ts'
import {
  beginImport,
  dataset,
  datasetErrors,
  finishImport,
  importRows,
  listDatasets,
  sendDatasetErrors,
  snapshotDataset,
} from './handlers/lab-data.ts'
import { labFile, uploadLabFile } from './handlers/lab-files.ts'
import { drawLabels, listLabTasks } from './handlers/lab-label.ts'
import { datasetRows, modelProofs } from './handlers/lab-looks.ts'
import {
  lowerModel,
  raiseModel,
  retireModel,
  rollbackModel,
  signOffModel,
} from './handlers/lab-model-acts.ts'
import { listModels, model, modelDifference, modelEntry, verifyModels } from './handlers/lab-models.ts'
import { beginLabRun, cancelLabRun, followLabRun, labRun, listLabRuns } from './handlers/lab-runs.ts'
import { labelTally } from './handlers/label-tally.ts'
import { findLabels, labelBearers, labelHistory, removeLabel, setLabel } from './handlers/labels.ts'
import { language } from './handlers/language.ts'
import { live, liveQueues } from './handlers/live.ts'
import { media, mediaNear } from './handlers/media.ts'
import { mediaFile, mediaPicture, mediaScene } from './handlers/media-content.ts'
import { uploadMedia } from './handlers/media-upload.ts'
import { modelCard, modelReport } from './handlers/model-documents.ts'
import { modelProbation } from './handlers/model-probation.ts'
import { overview } from './handlers/overview.ts'
import { createOwnKey, listOwnKeys, revokeOwnKey } from './handlers/own-keys.ts'
import { changePassword } from './handlers/own-password.ts'
import { confirmTotp, enrolTotp, removeTotp } from './handlers/own-totp.ts'
import { ownWork } from './handlers/own-work.ts'
import { backtest, investigate } from './handlers/past.ts'
import { listPolicies, policy } from './handlers/policies.ts'
import { precheck } from './handlers/precheck.ts'
import { ownProtection, protection, setOwnProtection, setProtection } from './handlers/protection.ts'
import { agreement, precision, prevalence, recall, reviewers } from './handlers/quality.ts'
import { deleteQuery, listQueries, query, saveQuery } from './handlers/queries.ts'
import { docs, openapi } from './handlers/reference.ts'
import { replay } from './handlers/replay.ts'
import { report, sendReport } from './handlers/reports.ts'
import {
  applyRetroact,
  listRetroacts,
  planRetroact,
  retroact,
  revertRetroact,
  stopRetroact,
} from './handlers/retroacts.ts'
import { policyHistory, rule, ruleDays, ruleHistory, ruleHours } from './handlers/rule.ts'
import { applyRules, editRules, versionDifference } from './handlers/rule-edits.ts'
import { registry, rules } from './handlers/rules.ts'
import { ruleset } from './handlers/ruleset.ts'
import { screen } from './handlers/screen.ts'
import { screenBatch } from './handlers/screen-batch.ts'
import { session, signOut } from './handlers/session.ts'
import { settings } from './handlers/settings.ts'
import { signIn, signInOptions } from './handlers/sign-in.ts'
import { ssoCallback, ssoStart } from './handlers/sso.ts'
import { findStatements, statement } from './handlers/statements.ts'
import { health, metrics, ready } from './handlers/status.ts'
import { findStrikes, reverseStrike, thresholdPreview } from './handlers/strikes.ts'
import { userHoldings } from './handlers/user-holdings.ts'
import { inviteUser, resetUser } from './handlers/user-links.ts'
import { changeUser, disableUser, enableUser, endSessions, listUsers, user } from './handlers/users.ts'
import { verifyAudit } from './handlers/verify-audit.ts'
import { apply, listVersions, rollback, version } from './handlers/versions.ts'
import { parseStrict } from './json/parse-strict.ts'
import { servePages } from './pages/serve-pages.ts'
import type { ServerParts } from './parts.ts'
import { ProblemError } from './problem-error.ts'
import { SAFE_HEADERS } from './safe-headers.ts'
import { invalid } from './screen-event.ts'
import { screenFast } from './screen-fast.ts'
import { validatorAtFirstUse } from './validator.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const LINE_TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json']

const HANDLERS: Readonly<Record<RouteName, MakeHandler>> = {
  screen,
  screenBatch,
  ...{ uploadMedia, media, mediaPicture, mediaFile, mediaScene, mediaNear, precheck },
  decision,
  explanation,
  replay,
  ruleset,
  backtest,
  investigate,
  ...{ saveQuery, listQueries, query, deleteQuery, planBulk, applyBulk, stopBulk, revertBulk },
  ...{ findEntity, entityTimeline, entityNeighbours, makeEntityRef, entityRef },
  ...{ overview, live, liveQueues, ownWork },
  rules,
  registry,
  ...{ language, check, checkCondition, rule, ruleHours, ruleDays, ruleHistory, listPolicies, policy },
  ...{ listBanks, bank, setBank, beginBankImport, importBankRows, exportBank, addBankMember, bankMembers },
  ...{ bankMember, bankMatches, confirmBankMember, disputeBankMember, releaseBankMember, withdrawBankMember },
  ...{ beginImport, importRows, finishImport, snapshotDataset, listDatasets, dataset, datasetErrors },
  sendDatasetErrors,
  ...{ policyHistory, versionDifference, editRules, applyRules },
  listVersions,
  version,
  apply,
  rollback,
  enforce: enforceByHand,
  findEnforcements,
  enforcement,
  reverseEnforcement,
  thresholdPreview,
  findStrikes,
  reverseStrike,
  statement,
  findStatements,
  fileAppeal,
  appeal,
  findAppeals,
  ...{ previewEnforce, previewReversal, previewStrikeReversal, previewOverturn, previewResend },
  ...{ chain, enforcementTally, enforceable, claimJob, changeJobs, previewChangeJobs, assignees },
  findLabels,
  setLabel,
  removeLabel,
  labelHistory,
  labelBearers,
  listCounters,
  readCounters,
  planRetroact,
  listRetroacts,
  retroact,
  applyRetroact,
  stopRetroact,
  revertRetroact,
  ...{
    takeJobs,
    heldJobs,
    searchJobs,
    job,
    reviewPolicies,
    extendJob,
    releaseJob,
    annotateJob,
    undoJob,
    similarJobs,
  },
  ...{ moveJob, raiseJob, withdrawJob, assignJob, listQueues, queue, addGolden, listGolden, retireGolden },
  ...{ protection, setProtection, ownProtection, setOwnProtection, ownExposure, noteExposure, teamExposure },
  addEndpoint,
  listEndpoints,
  endpoint,
  removeEndpoint,
  rotateSecret,
  pauseEndpoint,
  resumeEndpoint,
  testEndpoint,
  findDeliveries,
  delivery,
  resendDelivery,
  effectsAside,
  retryEffects,
  resendDead,
  reconcile,
  findAudit,
  auditHead,
  ...{ settings, verifyAudit, userHoldings, labelTally },
  erase,
  listErasures,
  erasure,
  setHold,
  listHolds,
  liftHold,
  agreement,
  reviewers,
  prevalence,
  recall,
  precision,
  createKey,
  listKeys,
  revokeKey,
  createOwnKey,
  listOwnKeys,
  revokeOwnKey,
  acceptInvitation,
  accessSettings,
  setAccessSettings,
  changePassword,
  confirmTotp,
  enrolTotp,
  removeTotp,
  session,
  signOut,
  signIn,
  signInOptions,
  ssoCallback,
  ssoStart,
  inviteUser,
  resetUser,
  changeUser,
  disableUser,
  enableUser,
  endSessions,
  listUsers,
  user,
  sendReport,
  report,
  findReports,
  reporter,
  invalidateReports,
  jobPriority,
  modelProbation,
  ...{ modelProofs, datasetRows },
  ...{ listModels, model, modelEntry, modelDifference, verifyModels, signOffModel },
  ...{ modelReport, modelCard },
  ...{ rollbackModel, retireModel, lowerModel, raiseModel },
  ...{ beginLabRun, listLabRuns, labRun, followLabRun, cancelLabRun, uploadLabFile, labFile },
  ...{ drawLabels, listLabTasks },
  health,
  ready,
  metrics,
  openapi,
  docs,
}

/** A connection on which nothing moves for so long, in the midst of a request too, is closed. */
const IDLE_MS = 120_000
const MOST_CONNECTIONS = 10_000

/** Makes the HTTP server from the route table; it listens when told to. */
export function createServer(parts: ServerParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: [...(parts.access.options.trustedProxies ?? [])],
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    // A stream may take as long as it likes; slow headers may not.
    serverFactory(handle) {
      const fast = screenFast(parts, BODY_LIMIT_BYTES)
      const options = { headersTimeout: 20_000, requestTimeout: 0, keepAliveTimeout: 75_000 }
      const server = createHttpServer(options, (request, response) => {
        const isScreen = request.url === ROUTES.screen.path && request.method === 'POST'
        if (isScreen && !bringsSession(request.headers)) fast(request, response)
        else handle(request, response)
      })
      server.timeout = IDLE_MS
      server.maxConnections = MOST_CONNECTIONS
      return server
    },
    frameworkErrors: (fault, _request, reply) => answerFault(parts, fault, reply),
    clientErrorHandler: (_fault, socket) => {
      if (socket.writable) socket.end(BAD_REQUEST)
    },
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  })
  app.decorateRequest('grant', null)
  app.setErrorHandler((fault, _request, reply) => answerFault(parts, fault, reply))
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url)
    if (methods.length === 0) return sendProblem(reply, problemOf('not-found', 'There is no such path.'))
    const detail = `The path knows ${methods.join(', ')}, and not ${request.method}.`
    sendProblem(reply, problemOf('method-not-allowed', detail), { allow: methods.join(', ') })
  })
  app.register(cookie)
  const isHttps = parts.access.options.publicUrl?.startsWith('https:')
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SAFE_HEADERS)
    if (isHttps) reply.header('strict-transport-security', 'max-age=31536000')
    if (parts.stopping.aborted) reply.header('connection', 'close')
    done()
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parsed = parseStrict(body as Buffer)
    if (parsed.ok) done(null, parsed.value)
    else done(new ProblemError(parsed.problem))
  })
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    if (!route.lines && !route.large && !route.bytes) addRoute(app, parts, name as RouteName, route)
  }
  servePages(app, parts.pages)
  app.register(async (lines) => {
    lines.removeAllContentTypeParsers()
    lines.addContentTypeParser(LINE_TYPES, (_request, body, done) => done(null, body))
    addRoute(lines, parts, 'screenBatch', ROUTES.screenBatch)
  })
  app.register(async (large) => {
    large.removeAllContentTypeParsers()
    large.addContentTypeParser('application/json', (_request, body, done) => done(null, body))
    for (const [name, route] of Object.entries<Route>(ROUTES))
      if (route.large) addRoute(large, parts, name as RouteName, route)
  })
  app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('*', (_request, body, done) => done(null, body))
    for (const [name, route] of Object.entries<Route>(ROUTES))
      if (route.bytes) addRoute(files, parts, name as RouteName, route)
  })
  return app
}

function addRoute(app: FastifyInstance, parts: ServerParts, name: RouteName, route: Route): void {
  const made = HANDLERS[name](parts)
  const handler = isAudited(name, route) ? audited(parts, name, made) : made
  const checkParams = route.params && validatorAtFirstUse(route.params)
  const checkQuery = route.query && validatorAtFirstUse(route.query)
  // Events are checked where they are screened, one by one as in a stream; large bodies, once they are there.
  const isStream = route.lines || route.large
  const checkBody = route.body && !isStream && name !== 'screen' ? validatorAtFirstUse(route.body) : undefined
  app.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: false,
    async onRequest(request) {
      if (route.needs !== null) request.grant = await admit(parts, route, request)
      if (route.body || route.bytes) checkEncoding(request.headers)
    },
    handler: checkParams || checkQuery || checkBody ? checked : handler,
  })

  function checked(request: Parameters<typeof handler>[0], reply: Parameters<typeof handler>[1]): unknown {
    if (checkBody && request.body === undefined) request.body = {}
    const errors =
      checkParams?.(request.params) ?? checkQuery?.(request.query) ?? checkBody?.(request.body) ?? undefined
    if (errors) throw new ProblemError(invalid(errors))
    return handler(request, reply)
  }
}

function methodsOf(url: string): string[] {
  const path = url.split('?')[0]!
  return Object.values<Route>(ROUTES)
    .filter((route) =>
      new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path),
    )
    .map((route) => route.method)
}

const badRequest = JSON.stringify(problemOf('invalid-request', 'The request is not valid HTTP.'))
const BAD_REQUEST = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(badRequest)}\r\nConnection: close\r\n\r\n${badRequest}`
