/** Builds when dist/ is older than the sources. Returns the path of the built main module. */
export function build(options?: { force?: boolean }): Promise<string>
