import { Skeleton, Stack } from '@mantine/core'

export default function Loading() {
  return (
    <Stack aria-hidden>
      <Skeleton height={28} width="40%" />
      <Skeleton height={120} />
      <Skeleton height={36} />
      <Skeleton height={36} />
      <Skeleton height={36} />
    </Stack>
  )
}
