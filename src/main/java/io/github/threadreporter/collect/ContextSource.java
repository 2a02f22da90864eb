package io.github.threadreporter.collect;

/** The thread-local variable of one copy of a library. For one capture only, as its library. */
record ContextSource(ContextReader reader, LibraryCopy library, ThreadLocal<?> variable) {

    ContextReader.Found read(Object value, ContextBuilder into) {
        return reader.read(value, library, into);
    }
}
