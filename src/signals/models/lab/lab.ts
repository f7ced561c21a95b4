import { hashOf } from '../../hash-of.ts'
import { imageModelAsked } from '../image/image-model-asked.ts'
import type { ModelKind } from '../model-kind.ts'
import { LabOptions, labelsOf } from './lab-options.ts'
import { labSignal } from './lab-signal.ts'
import { labType } from './lab-type.ts'

/**
 * `lab`: whatever model of the registry serves a task. The pack names the task; which model that is, and what it may do,
 * is decided by evidence, and changes without a new version of the pack.
 */
export const lab: ModelKind = {
  kind: 'lab',
  options: LabOptions,
  cost: 'dear',
  hasFiles: false,
  reads: 'either',
  defaults: { deadlineMs: 200, degrade: 'open' },
  look({ options }) {
    const own = options as LabOptions
    return { ok: true, labels: labelsOf(own), version: hashOf({ kind: 'lab', form: 1, task: own.task }) }
  },
  type: labType,
  build({ name, of, options, labels }, host) {
    const own = options as LabOptions
    const version = hashOf({ kind: 'lab', form: 1, task: own.task })
    return labSignal({ name, of, version, task: own.task, labels }, host?.serving, host?.media)
  },
  async looks({ name, options }, host) {
    if ((options as LabOptions).content !== 'image') return undefined
    return imageModelAsked({ name, files: new Map(), options: { source: 'nsfwjs' } }, host)
  },
  whereRuns: async () => 'in the service, by the registry',
}
