import type { Ir, IrNode } from './ir.ts'
import { sqlAmong, sqlComparison } from './sql/sql-comparison.ts'
import { type SqlOperand, sqlOperation } from './sql/sql-operations.ts'
import { NotInSql, type SqlType, sqlConstant, sqlType } from './sql/sql-value.ts'

/**
 * Where SQL finds a value of the event: an expression that is NULL where there is none. bool is BOOLEAN; int,
 * timestamp and duration (ms) are BIGINT; double is DOUBLE; string and entity are VARCHAR, ordered by their bytes;
 * lists, maps and objects are JSON.
 */
export interface SqlColumn {
  readonly sql: string
  readonly type: SqlType
}

/** The columns of one event type's history; undefined for what it does not have. */
export interface SqlColumns {
  envelope(property: string): SqlColumn | undefined
  data(feature: string): SqlColumn | undefined
}

export type CompiledSql =
  /** An expression of DuckDB: TRUE, FALSE, or NULL where the condition is unknown. It never raises an error. */
  | { readonly ok: true; readonly sql: string }
  /** `why` goes on after "SQL cannot judge the rule: ". */
  | { readonly ok: false; readonly why: string }

/** Longest expression: some operations name an operand several times, so that nested ones grow. */
const LONGEST = 30_000
/** DuckDB reads expressions up to 1,000 deep, and an operation is written up to three deep. */
const DEEPEST = 250

/** Writes a checked condition as SQL with exactly the meaning of evaluate.ts, or says why there is none. */
export function compileSql({ root, names }: Ir, columns: SqlColumns): CompiledSql {
  let depth = 0

  function write(node: IrNode): SqlOperand {
    if (depth++ > DEEPEST) throw new NotInSql('it nests too deep')
    const made = coerce(node, writeNode(node))
    depth--
    if (made.sql.length > LONGEST) throw new NotInSql('it would be too long')
    return made
  }

  /** `double(i)` is the int itself, called a double. */
  function coerce(node: IrNode, { sql, type }: SqlColumn): SqlOperand {
    const wanted = sqlType(node.type)
    if (wanted === type) return { sql, type, node }
    if (wanted === 'DOUBLE' && type === 'BIGINT')
      return { sql: `CAST(${sql} AS DOUBLE)`, type: 'DOUBLE', node }
    throw new NotInSql('it has values of any type in it')
  }

  function writeNode(node: IrNode): SqlColumn {
    const type = sqlType(node.type)
    switch (node.kind) {
      case 'constant':
        return { sql: sqlConstant(node.value, type), type }
      case 'name':
        return writeName(node.name)
      case 'has':
        if (node.field !== undefined) throw new NotInSql('it asks for a field of a map or object')
        return { sql: `(${writeWhole(node.of).sql} IS NOT NULL)`, type }
      case 'call':
        return { sql: writeCall(node), type }
      case 'and':
      case 'or':
        return { sql: `(${node.args.map((arg) => write(arg).sql).join(` ${node.kind} `)})`, type }
      case 'not':
        return { sql: `(NOT ${write(node.arg).sql})`, type }
      case 'choose': {
        const [test, yes, no] = [write(node.test), write(node.yes), write(node.no)]
        return {
          sql: `(CASE WHEN ${test.sql} THEN ${yes.sql} WHEN NOT ${test.sql} THEN ${no.sql} END)`,
          type,
        }
      }
      case 'label':
        throw new NotInSql('it asks for a label, which depends on the events before')
      case 'each':
        throw new NotInSql(`it goes over a list or map with ${node.macro}()`)
      case 'field':
        throw new NotInSql('it reads a field of an object')
      default:
        throw new NotInSql('it has a list or a map in it')
    }
  }

  function writeName(name: string): SqlColumn {
    const { read, type } = names[name]!
    if (read.kind === 'derived') return write(read.root)
    if (read.kind === 'signal')
      throw new NotInSql(`it reads the ${read.counter ? 'counter' : 'signal'} ${name}, which is not stored`)
    const column = read.kind === 'data' ? columns.data(read.property) : columns.envelope(read.property)
    if (column === undefined) throw new NotInSql(`${name} is not stored as a column`)
    if (column.type !== sqlType(type)) throw new NotInSql(`${name} is stored with another type`)
    return column
  }

  /** A value of any type, of which only is asked whether it is there. */
  function writeWhole(node: IrNode): SqlColumn {
    return node.kind === 'name' && names[node.name]!.read.kind !== 'derived'
      ? writeName(node.name)
      : write(node)
  }

  function writeCall({ op, args }: IrNode & { kind: 'call' }): string {
    const [first, list] = args
    if ((op === 'in_list' || op === 'in_list_deep') && list!.kind === 'constant')
      return sqlAmong(write(first!), list!.value as readonly unknown[])
    if (args.some(({ type }) => sqlType(type) === 'JSON'))
      throw new NotInSql('it reads what is in a list, a map or a value of any type')
    const operation = sqlOperation(op)
    if (operation === undefined && !COMPARED.has(op)) throw new NotInSql(`it uses ${op}, which SQL has not`)
    const operands = args.map((arg) => write(arg))
    return sqlComparison(op, operands) ?? operation!(operands)
  }

  try {
    return { ok: true, sql: write(root).sql }
  } catch (fault) {
    if (fault instanceof NotInSql) return { ok: false, why: fault.message }
    throw fault
  }
}

const COMPARED = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge'])
