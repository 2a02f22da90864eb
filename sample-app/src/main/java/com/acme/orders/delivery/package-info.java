/** Parcels on their way, customers that wait for them, and the carrier that brings them. */
@NullMarked
package com.acme.orders.delivery;

import org.jspecify.annotations.NullMarked;
