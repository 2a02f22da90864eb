/** What the service does with orders. */
@NullMarked
package com.acme.orders.service;

import org.jspecify.annotations.NullMarked;
