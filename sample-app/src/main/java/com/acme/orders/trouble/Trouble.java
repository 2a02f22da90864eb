package com.acme.orders.trouble;

/** A state that nobody wants a service to be in. {@link Troubles} calls it from one thread at a time. */
interface Trouble {

    /** The name to ask for it by, in lower case with hyphens. */
    String name();

    /**
     * Gets into it, and returns when it is really reached.
     *
     * @return what is to be seen now, in a sentence
     * @throws UnsupportedOperationException if this JVM can't get into it
     * @throws IllegalStateException if it was not reached in time
     */
    String enter() throws InterruptedException;

    /**
     * Gets out of it again.
     *
     * @return what is to be seen now, in a sentence
     * @throws UnsupportedOperationException if there is no way out
     */
    String leave() throws InterruptedException;
}
