/** The books: a database behind a small connection pool. */
@NullMarked
package com.acme.orders.store;

import org.jspecify.annotations.NullMarked;
