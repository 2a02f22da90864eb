/** What can be sold, and the warehouse that it lies in. */
@NullMarked
package com.acme.orders.stock;

import org.jspecify.annotations.NullMarked;
