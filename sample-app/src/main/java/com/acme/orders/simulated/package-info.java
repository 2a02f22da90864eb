/** The world outside of the service: a warehouse and a payment provider, which can be told to be slow. */
@NullMarked
package com.acme.orders.simulated;

import org.jspecify.annotations.NullMarked;
