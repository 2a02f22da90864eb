/** The service's HTTP API. */
@NullMarked
package com.acme.orders.http;

import org.jspecify.annotations.NullMarked;
