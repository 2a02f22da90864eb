package io.github.threadreporter.collect.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.Confidential;
import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.io.Closeable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodeTest {

    /** A task for each function that a thread of this test holds. */
    private static final class Held implements TaskCollector {

        @Override
        public void collect(LiveState seen, TaskSink into) {
            for (Local local : seen.locals()) {
                if (local.declaringClass() == CodeTest.class && local.method().equals("hold") && local.slot() == 0) {
                    into.task(local.value(), TaskKind.JOB, Code.name(local.value(), seen))
                            .ifPresent(task -> task.frame(Code.of(local.value(), seen, into)));
                }
            }
        }
    }

    private static Task taskOf(Object function) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> hold(function, end), "code-holder");
        thread.start();
        TaskLooks.untilWaiting(thread);
        try {
            List<Task> tasks =
                    TaskLooks.look(TaskLooks.LIMITS, List.of(new Held())).tasks();
            assertThat(tasks).hasSize(1);
            return tasks.get(0);
        } finally {
            end.countDown();
            thread.join();
        }
    }

    private static void hold(Object function, CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts " + function, e);
        }
    }

    private static Value text(String text) {
        return new Value.Text("java.lang.String", text, 0);
    }

    private static int here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    private static Frame frame(Task task) {
        assertThat(task.stack().frames()).hasSize(1);
        return task.stack().frames().get(0);
    }

    private static List<Variable> variables(Task task) {
        FrameVariables variables = task.variablesAt(0);
        return variables == null ? List.of() : variables.variables();
    }

    @Test
    void lambda_isItsMethodWithTheLineAndWhatItHasCaptured() throws InterruptedException {
        String order = "order-4711";
        int amount = 12;
        long big = 1L << 40;
        int line = here() + 2;
        Runnable lambda = () -> {
            System.out.println(order + amount + big);
        };

        Task task = taskOf(lambda);

        assertThat(frame(task).className()).isEqualTo(CodeTest.class.getName());
        assertThat(frame(task).method()).startsWith("lambda$lambda_isItsMethod");
        assertThat(frame(task).file()).isEqualTo("CodeTest.java");
        assertThat(frame(task).line()).isEqualTo(line);
        assertThat(variables(task)).extracting(Variable::name).containsExactly("order", "amount", "big");
        assertThat(variables(task).get(0).value()).isEqualTo(text("order-4711"));
        assertThat(variables(task).get(1).value()).isEqualTo(Value.of(12));
        assertThat(variables(task).get(2).value()).isEqualTo(Value.of(1L << 40));
        assertThat(task.name()).startsWith("CodeTest.lambda$lambda_isItsMethod");
    }

    @Test
    void lambdaOfAnInstance_showsThis() throws InterruptedException {
        Order order = new Order("o-1");

        Task task = taskOf(order.shipping(7));

        assertThat(frame(task).className()).isEqualTo(Order.class.getName());
        assertThat(variables(task)).extracting(Variable::name).containsExactly("this", "days");
        assertThat(variables(task).get(0).kind()).isEqualTo(Variable.Kind.RECEIVER);
        assertThat(variables(task).get(0).value().toString()).contains("o-1");
        assertThat(variables(task).get(1).value()).isEqualTo(Value.of(7));
    }

    @Test
    void methodReference_isThatMethodWithItsReceiver() throws InterruptedException {
        Order order = new Order("o-2");
        Callable<Integer> bound = order::price;

        Task task = taskOf(bound);

        assertThat(frame(task).method()).isEqualTo("price");
        assertThat(frame(task).line()).isEqualTo(Order.PRICE_LINE);
        assertThat(variables(task)).extracting(Variable::name).containsExactly("this");
        assertThat(variables(task).get(0).value().toString()).contains("o-2");
    }

    @Test
    void referencesWithConversions_areFoundAmongTheCalls() throws InterruptedException {
        Function<Integer, Long> widening = CodeTest::twice;
        Function<String, Integer> parsing = Integer::valueOf;
        Function<String, Order> making = Order::new;
        IntSupplier unboxing = Integer.valueOf(5)::intValue;

        assertThat(frame(taskOf(widening)).method()).isEqualTo("twice");
        assertThat(frame(taskOf(parsing)).shortText()).startsWith("Integer.valueOf(Integer.java:");
        assertThat(frame(taskOf(making)).className()).isEqualTo(Order.class.getName());
        assertThat(frame(taskOf(making)).method()).isEqualTo("<init>");
        assertThat(frame(taskOf(unboxing)).shortText()).startsWith("Integer.intValue(Integer.java:");
    }

    private static long twice(int one) {
        return 2L * one;
    }

    @Test
    void objectOfAClass_isTheMethodOfItsInterfaceWithTheObjectAsThis() throws InterruptedException {
        Task task = taskOf(new Ship("o-3"));

        assertThat(frame(task).className()).isEqualTo(Ship.class.getName());
        assertThat(frame(task).method()).isEqualTo("call");
        assertThat(frame(task).line()).isEqualTo(Ship.CALL_LINE);
        assertThat(variables(task)).extracting(Variable::name).containsExactly("this");
        assertThat(variables(task).get(0).value().toString()).contains("o-3");
        assertThat(task.name()).isEqualTo("CodeTest$Ship.call");
    }

    @Test
    void methodOfASuperclass_andOfAnyInterface_areFound() throws InterruptedException {
        assertThat(frame(taskOf(new FastShip("o-4"))).className()).isEqualTo(Ship.class.getName());
        assertThat(frame(taskOf((Port) () -> {})).method()).startsWith("lambda$");
        assertThat(frame(taskOf(new Port() {
                            @Override
                            public void moor() {
                                throw new IllegalStateException("is never called");
                            }
                        }))
                        .method())
                .isEqualTo("moor");
    }

    @Test
    void capturedParameterThatAnAnnotationHides_isHidden() throws InterruptedException {
        Task task = taskOf(asking("4711-secret", "anna"));

        assertThat(variables(task)).extracting(Variable::name).containsExactly("pin", "user");
        assertThat(variables(task).get(0).value()).isEqualTo(new Value.Masked("annotation"));
        assertThat(variables(task).get(1).value()).isEqualTo(text("anna"));
    }

    private static Supplier<String> asking(@Confidential String pin, String user) {
        return () -> pin + user;
    }

    @Test
    void whatIsNoFunction_isItsClass() throws InterruptedException {
        Task task = taskOf(new Order("o-5"));

        assertThat(frame(task).className()).isEqualTo(Order.class.getName());
        assertThat(frame(task).line()).isEqualTo(Frame.UNKNOWN_LINE);
    }

    private interface Port {
        void moor();
    }

    private static class Ship implements Closeable, Callable<String> {
        static final int CALL_LINE = here() + 9;
        final String order;

        Ship(String order) {
            this.order = order;
        }

        @Override
        public String call() {
            return order;
        }

        @Override
        public void close() {
            throw new IllegalStateException("is never called");
        }
    }

    private static final class FastShip extends Ship {
        FastShip(String order) {
            super(order);
        }
    }

    private static final class Order {
        static final int PRICE_LINE = here() + 8;
        final String id;

        Order(String id) {
            this.id = id;
        }

        int price() {
            return id.length();
        }

        Runnable shipping(int days) {
            return () -> System.out.println(id + days);
        }
    }
}
