/** Ordinary customers. */
@NullMarked
package com.acme.orders.load;

import org.jspecify.annotations.NullMarked;
