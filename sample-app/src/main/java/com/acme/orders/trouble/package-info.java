/**
 * Ways to get the service into trouble, each through its ordinary code: a trouble only makes the outside world slow at
 * the wrong moment. None of them guesses by time; each returns when the JVM itself says that the state is reached.
 */
@NullMarked
package com.acme.orders.trouble;

import org.jspecify.annotations.NullMarked;
