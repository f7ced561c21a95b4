import type { RouteName } from './contract/routes.ts'
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

/** What answers each route of the table. */
export const HANDLERS: Readonly<Record<RouteName, MakeHandler>> = {
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
