/** Settings of the embedded server, given on its command line so that an upgrade of Haechi brings its own. */
export function serverSettings(socketFolder: string): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: 28,
    // What is acknowledged is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // A small, quiet server: no replication, no parallel workers, no compiler.
    shared_buffers: '48MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_replication_slots: 0,
    io_method: 'sync',
    max_worker_processes: 4,
    max_parallel_workers: 0,
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 2,
    // Sampled for its size only: reading more pages would write them, and after a checkpoint also into the log.
    default_statistics_target: 1,
    maintenance_work_mem: '32MB',
    jit: 'off',
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    recovery_init_sync_method: process.platform === 'linux' ? 'syncfs' : 'fsync',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Content must not reach the log: no statements, no values of the rows that failed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: 0,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
