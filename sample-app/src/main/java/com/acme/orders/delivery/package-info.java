/** Customers that wait for their parcel. */
@NullMarked
package com.acme.orders.delivery;

import org.jspecify.annotations.NullMarked;
