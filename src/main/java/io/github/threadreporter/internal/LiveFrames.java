package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.lang.StackWalker.Option;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Frames with their local variables, primitive ones too, in plain Java: of the calling thread, and of unmounted virtual
 * threads. Thread-safe.
 *
 * <p>Consistency: a thread is looked at while it stands still, so all of its frames are of one instant.
 *
 * <p>Overhead: no pause; the calling thread does all of the work, in proportion to the frames it asks for and their
 * slots. Nothing is armed between calls.
 *
 * <p>Mechanism: {@code java.lang.LiveStackFrame}, a part of the JDK's {@code StackWalker} that is not in its API; what
 * it makes of the slots is checked on known values when this is created.
 */
public final class LiveFrames {

    private static final Set<Option> OPTIONS = Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES);

    private final LiveHandles handles;
    private final StackWalker callers;
    private final @Nullable LiveContinuation continuation;
    private final @Nullable String unmountedLack;

    LiveFrames() throws Unavailable {
        Class<?> frame = Access.type("java.lang.LiveStackFrame");
        handles = new LiveHandles(frame);
        MethodHandle walker = Access.method(frame, "getStackWalker", Set.class);
        callers = (StackWalker) Handles.required(Handles.call(walker, OPTIONS));
        LiveContinuation found = null;
        String lack = null;
        try {
            found = new LiveContinuation(frame);
        } catch (Unavailable e) {
            lack = String.valueOf(e.getMessage());
        }
        continuation = found;
        unmountedLack = lack;
        LiveCheck.run(this);
    }

    /** Why {@link #ofUnmounted} finds nothing on this JVM; empty where it does. */
    public Optional<String> unmountedLack() {
        return Optional.ofNullable(unmountedLack);
    }

    /**
     * Frames of the calling thread, newest first, beginning with the caller of this method: those of {@code
     * Thread.getStackTrace()}, reflection's included.
     *
     * @param most how many at most
     */
    public List<LiveFrame> ofCaller(int most) {
        return walk(callers, most);
    }

    /**
     * Frames of an unmounted virtual thread, newest first: those of its {@code Thread.getStackTrace()}. The caller must
     * have suspended it successfully, or know that nothing will resume it: a stack that is resumed while it is being
     * walked gives wrong values, and has crashed the JVM. Once this has returned, the thread may go on and the frames may
     * still be read. Takes no lock that a thread can hold in code of the application.
     *
     * @param most how many at most
     * @return null where it is mounted, has ended, has not run yet, is no virtual thread, or with {@link
     *     #unmountedLack()}
     */
    public @Nullable List<LiveFrame> ofUnmounted(Thread virtual, int most) {
        StackWalker walker = continuation == null ? null : continuation.walker(virtual, OPTIONS);
        return walker == null ? null : walk(walker, most);
    }

    /** The same for both, so that nothing is left to be loaded or linked here while a thread is suspended. */
    private List<LiveFrame> walk(StackWalker walker, int most) {
        return walker.walk(frames -> frames.dropWhile(frame -> frame.getDeclaringClass() == LiveFrames.class)
                .limit(most)
                .map(frame -> new LiveFrame(handles, frame))
                .toList());
    }
}
