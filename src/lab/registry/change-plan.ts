import { z } from 'zod'
import { CHANGES, USUAL_CHANGES } from './outside-plan.ts'

/**
 * What a retrained model may change against the live one without anybody's signature (after the predetermined change
 * control plans of medicine, FDA 2024). New labels and new code are; another learner, other labels or other bars are not.
 */
export const ChangePlan = z.strictObject({
  mayChange: z.array(z.enum(CHANGES)).default([...USUAL_CHANGES]),
})
export type ChangePlan = z.infer<typeof ChangePlan>

export const DEFAULT_PLAN: ChangePlan = ChangePlan.parse({})
