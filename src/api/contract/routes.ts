import { ACCESS_ROUTES } from './access-routes.ts'
import { ACT_ROUTES } from './act-routes.ts'
import { ADMIN_ROUTES } from './admin-routes.ts'
import { BANK_ROUTES } from './bank-routes.ts'
import { COUNTER_ROUTES } from './counter-routes.ts'
import { DELIVERY_ROUTES } from './delivery-routes.ts'
import { ENFORCEMENT_ROUTES } from './enforcement-routes.ts'
import { INVESTIGATE_ROUTES } from './investigate-routes.ts'
import { JOB_ROUTES } from './job-routes.ts'
import { KEY_ROUTES } from './key-routes.ts'
import { LAB_DATA_ROUTES } from './lab-data-routes.ts'
import { LAB_LOOK_ROUTES } from './lab-look-routes.ts'
import { LAB_MODEL_ROUTES } from './lab-model-routes.ts'
import { LAB_RUN_ROUTES } from './lab-run-routes.ts'
import { LABEL_ROUTES } from './label-routes.ts'
import { LIVE_ROUTES } from './live-routes.ts'
import { MEDIA_ROUTES } from './media-routes.ts'
import { PACK_ROUTES } from './pack-routes.ts'
import { PROBATION_ROUTES } from './probation-routes.ts'
import { PROTECTION_ROUTES } from './protection-routes.ts'
import { QUALITY_ROUTES } from './quality-routes.ts'
import { RECORD_ROUTES } from './record-routes.ts'
import { REPORT_ROUTES } from './report-routes.ts'
import { RETROACT_ROUTES } from './retroact-routes.ts'
import type { Route } from './route.ts'
import { RULE_ROUTES } from './rule-routes.ts'
import { SCREEN_ROUTES } from './screen-routes.ts'
import { SERVICE_ROUTES } from './service-routes.ts'

/** Every route there is, by name. */
export const ROUTES = {
  ...SCREEN_ROUTES,
  ...MEDIA_ROUTES,
  ...LIVE_ROUTES,
  ...PACK_ROUTES,
  ...INVESTIGATE_ROUTES,
  ...RULE_ROUTES,
  ...LAB_DATA_ROUTES,
  ...BANK_ROUTES,
  ...JOB_ROUTES,
  ...PROTECTION_ROUTES,
  ...DELIVERY_ROUTES,
  ...QUALITY_ROUTES,
  ...ENFORCEMENT_ROUTES,
  ...ACT_ROUTES,
  ...LABEL_ROUTES,
  ...COUNTER_ROUTES,
  ...RETROACT_ROUTES,
  ...RECORD_ROUTES,
  ...KEY_ROUTES,
  ...ACCESS_ROUTES,
  ...ADMIN_ROUTES,
  ...REPORT_ROUTES,
  ...LAB_LOOK_ROUTES,
  ...LAB_MODEL_ROUTES,
  ...LAB_RUN_ROUTES,
  ...PROBATION_ROUTES,
  ...SERVICE_ROUTES,
} as const satisfies Readonly<Record<string, Route>>

export type RouteName = keyof typeof ROUTES
