/** Who does the work: named worker threads, and virtual threads where the JDK has them. */
@NullMarked
package com.acme.orders.work;

import org.jspecify.annotations.NullMarked;
