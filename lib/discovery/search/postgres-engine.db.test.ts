import { searchSuite } from '@/scripts/testing/search-suite'

searchSuite('PostgreSQL', async () => undefined)
