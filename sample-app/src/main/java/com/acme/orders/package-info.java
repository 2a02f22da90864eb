/**
 * A small order service, as it is found everywhere: orders come in over HTTP, workers take stock, charge the customer
 * through a slow downstream service and save the result in a database. It knows Sentry, as any service does, and knows
 * nothing of the thread reporter.
 */
@NullMarked
package com.acme.orders;

import org.jspecify.annotations.NullMarked;
