import { Task } from '../../src/lab/task.ts'

/** The task of the zoo: 95 % of what a model does must be right, and 98 % of what cannot be undone; all else is the default. */
export const ZOO: Task = Task.parse({ name: 'zoo', bars: { precision: 0.95, irreversiblePrecision: 0.98 } })
