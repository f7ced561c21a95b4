import type { LabRun } from '../../api/lab/runs/ports.ts'
import { idFrom, type LabRunId } from '../../core/ids.ts'

export interface LabRunRow {
  id: string
  asked: string
  state: LabRun['state']
  step: LabRun['step']
  progress: number
  doing: string
  steps: string
  curve: string
  dataset: string | null
  model: string | null
  by: string
  made_ms: string
  changed_ms: string
  fault: string | null
}

export const LAB_RUN_COLUMNS =
  'id, asked, state, step, progress, doing, steps, curve, dataset, model, by, made_ms, changed_ms, fault'

export function labRunOf(row: LabRunRow): LabRun {
  const asked = JSON.parse(row.asked) as LabRun['asked']
  return {
    id: idFrom<LabRunId>('run', row.id),
    task: asked.task.name,
    // JSON has no undefined, and runs of before had no suites.
    asked: { ...asked, dataset: asked.dataset, suites: asked.suites ?? [] },
    ...{ state: row.state, step: row.step, progress: row.progress, doing: row.doing },
    steps: JSON.parse(row.steps) as LabRun['steps'],
    curve: JSON.parse(row.curve) as LabRun['curve'],
    dataset: row.dataset ?? undefined,
    model: row.model ?? undefined,
    by: row.by,
    madeMs: Number(row.made_ms),
    changedMs: Number(row.changed_ms),
    fault: row.fault ?? undefined,
  }
}
