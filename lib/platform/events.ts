/**
 * What has happened, as domains tell each other. Each declares its events in its `events.ts` as one union and adds it here:
 *
 *   declare module '@/lib/platform/events' { interface DomainEvents { orders: OrderEvent } }
 */
export interface DomainEvents {
  files: FileEvent
}

/** A kept file that nothing names any more. */
export type FileEvent = { type: 'file.removed'; key: string }

export type DomainEvent = DomainEvents[keyof DomainEvents]
export type EventType = DomainEvent['type']
export type EventOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>

/** What is done once an event has left the outbox; it must bear being done again. */
export type Reaction<Type extends EventType> = (event: EventOf<Type>) => Promise<void>

/** Reactions of a domain by what happened: its own events or those of domains that it may know. */
export type Reactions = { readonly [Type in EventType]?: Reaction<Type> }
