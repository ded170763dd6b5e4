export {
  type ReservationsContractOptions,
  type ReservationsContractTest,
  reservationsContract,
} from './contract/reservations-contract.js';
export { DynamoDbReservations, type DynamoDbReservationsOptions } from './dynamodb-reservations.js';
export { AlreadyReservedError } from './errors/already-reserved-error.js';
export { InvalidResourceError } from './errors/invalid-resource-error.js';
export { NotOwnerError } from './errors/not-owner-error.js';
export { ReservationUnansweredError } from './errors/reservation-unanswered-error.js';
export { MemoryReservations } from './memory-reservations.js';
export { reservationKey } from './reservation-key.js';
export type { Reservations } from './reservations.js';
export type { Change, Release, Reserve } from './reserving/change.js';
export { type Released, Releases, type Reserved, Reserves, type Several } from './reserving/reserves.js';
export { reserving } from './reserving/reserving.js';
export type { Resource, ResourceName } from './resource.js';
export { createReservationTable } from './table/create-reservation-table.js';
export { deleteReservationTable } from './table/delete-reservation-table.js';
export { reservationTableDefinition, reservationTableExpiry } from './table/reservation-table-definition.js';
