/** The downstream service that takes the money, and our client of it. */
@NullMarked
package com.acme.orders.payment;

import org.jspecify.annotations.NullMarked;
