import type { ErasedTable } from '../erased-table.ts'
import { ACCESS } from './access.ts'
import { BANKS } from './banks.ts'
import { CATALOGUE } from './catalogue.ts'
import { DECISIONS } from './decisions.ts'
import { DELIVERY } from './delivery.ts'
import { ENFORCEMENT } from './enforcement.ts'
import { LAB } from './lab.ts'
import { LAB_RUNS } from './lab-runs.ts'
import { LABELS } from './labels.ts'
import { MEDIA } from './media.ts'
import { MODELS } from './models.ts'
import { PAST } from './past.ts'
import { PROBATION } from './probation.ts'
import { RECORDS } from './records.ts'
import { REVIEW } from './review.ts'
import { SERVICE } from './service.ts'

/**
 * Every table of the schema with every column that can hold text: a test fails when one is missing. Decisions come
 * first, since others hang on them.
 */
export const ERASED_TABLES: readonly ErasedTable[] = [
  ...DECISIONS,
  ...LABELS,
  ...REVIEW,
  ...ENFORCEMENT,
  ...DELIVERY,
  ...PAST,
  ...LAB,
  ...ACCESS,
  ...SERVICE,
  ...RECORDS,
  ...MODELS,
  ...PROBATION,
  ...LAB_RUNS,
  ...CATALOGUE,
  ...MEDIA,
  ...BANKS,
]
