import { Command, CommanderError } from 'commander'
import { registerAuction } from './cli/auction'
import { registerBackup } from './cli/backup'
import { registerCatalog } from './cli/catalog'
import { registerDemo } from './cli/demo'
import { registerImports } from './cli/imports'
import { registerOperator } from './cli/operator'
import { registerPerson } from './cli/person'
import { registerPrice } from './cli/price'
import { registerSearch } from './cli/search'
import { registerSecurity } from './cli/security'

/** npm run cli -- <command>: exit code 0 done, 1 failed, 2 wrong usage. */
const program = new Command('cli').description("Stoa's command line").showHelpAfterError('(add --help for what is possible)').exitOverride()
registerAuction(program)
registerPrice(program)
registerCatalog(program)
registerImports(program)
registerOperator(program)
registerBackup(program)
registerDemo(program)
registerSearch(program)
registerSecurity(program)
registerPerson(program)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}
