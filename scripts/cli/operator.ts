import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { withDatabase } from './with-database'

interface CreateOptions {
  email: string
  name?: string
  organization: string
  country: string
  currency: string
}

export function registerOperator(program: Command): void {
  const operator = program.command('operator').description('who runs this installation')
  operator
    .command('create')
    .requiredOption('--email <address>', 'to sign in with')
    .option('--name <name>', 'of the person; the part of the address before @ unless told')
    .option('--organization <name>', 'that runs the networks', 'Network operator')
    .option('--country <code>', 'ISO 3166, two letters', 'DE')
    .option('--currency <code>', 'ISO 4217', 'EUR')
    .option('--json', 'print the result as one line of JSON (it always is the last line)')
    .description('founds the organization that runs networks, with its first user, and prints a password for the first sign-in')
    .action((options: CreateOptions) =>
      withDatabase(async () => {
        const { createOperator } = await import('@/lib/parties/identity/commands/create-operator')
        const { AppError } = await import('@/lib/platform/errors')
        const password = randomBytes(12).toString('base64url')
        const name = options.name ?? options.email.replace(/@.*/, '')
        try {
          await createOperator({ ...options, name, password })
        } catch (error) {
          if (!(error instanceof AppError) || !error.options.fields) throw error
          throw new Error(error.options.fields.map(({ field, reason }) => `--${field}: ${reason}`).join('\n'))
        }
        process.stderr.write('  it is shown this once; the sign-in page sets another one by mail\n')
        process.stdout.write(`${JSON.stringify({ email: options.email, password })}\n`)
      }),
    )
  operator
    .command('reset-second-step')
    .requiredOption('--email <address>', 'of the user who has lost the code app or the passkey, and the recovery codes')
    .description('removes what a user signs in with besides the password, ends every session, and tells the user by mail')
    .action(({ email }: { email: string }) =>
      withDatabase(async () => {
        const { resetSecondStepOf } = await import('@/lib/parties/identity/commands/reset-second-step')
        await resetSecondStepOf({ email })
        process.stdout.write(`${JSON.stringify({ email })}\n`)
      }),
    )
}
