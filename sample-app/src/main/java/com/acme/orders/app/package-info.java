/** Puts the parts of the service together. */
@NullMarked
package com.acme.orders.app;

import org.jspecify.annotations.NullMarked;
