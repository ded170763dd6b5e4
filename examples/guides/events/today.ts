import { Aggregate, Command, CommandHandler, Event, EventHandler, type Upcaster } from '@eventsource/core';

// #region upcaster
const zipAsText: Upcaster = ({ zip, ...data }) => ({ ...data, zip: String(zip).padStart(5, '0') });

@Event('customer-moved', { version: 2, upcast: { 1: zipAsText } })
export class AddressChanged {
  constructor(
    readonly city: string,
    readonly zip: string,
  ) {}
}
// #endregion

@Command('customer')
export class ChangeAddress {
  constructor(
    readonly customer: string,
    readonly city: string,
    readonly zip: string,
  ) {}
}

@Aggregate('customer')
export class Customer {
  address = '';

  @CommandHandler()
  change({ city, zip }: ChangeAddress) {
    return new AddressChanged(city, zip);
  }

  @EventHandler()
  protected changed({ city, zip }: AddressChanged) {
    this.address = `${zip} ${city}`;
  }
}
