import type pg from 'pg'
import type { Task } from '../../lab/dataset/ports.ts'

/** See `LabData.saveTask`. */
export async function saveTask(pool: pg.Pool, task: Task, by: string, nowMs: number): Promise<void> {
  await pool.query(
    `insert into haechi.lab_tasks (name, body, by, changed_ms) values ($1, $2, $3, $4)
     on conflict (name) do update set body = excluded.body, by = excluded.by, changed_ms = excluded.changed_ms`,
    [task.name, JSON.stringify(task), by, nowMs],
  )
}

export async function readTask(pool: pg.Pool, name: string): Promise<Task | undefined> {
  const { rows } = await pool.query<{ body: string }>('select body from haechi.lab_tasks where name = $1', [
    name,
  ])
  return rows[0] && (JSON.parse(rows[0].body) as Task)
}

export async function listTasks(pool: pg.Pool): Promise<Task[]> {
  const { rows } = await pool.query<{ body: string }>('select body from haechi.lab_tasks order by name')
  return rows.map(({ body }) => JSON.parse(body) as Task)
}
