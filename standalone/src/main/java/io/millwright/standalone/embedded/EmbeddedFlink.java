package io.millwright.standalone.embedded;

import io.millwright.runtime.service.Health;
import io.millwright.runtime.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink in this process: one job manager, one task manager, state on the heap, checkpoints on disk;
 * room for {@value #MOST_JOBS} jobs. A job that is submitted under a name it had before goes on
 * from its newest complete checkpoint, whether it was stopped or killed.
 */
public final class EmbeddedFlink implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);

  private static final int MOST_JOBS = 2;

  private final Path checkpoints;
  private final Path temporary;
  private final int parallelism;
  private final Duration checkpointInterval;
  private volatile @Nullable MiniCluster cluster;
  private final List<JobID> jobs = new CopyOnWriteArrayList<>();

  /**
   * @param checkpoints directory that outlives the process
   * @param temporary directory that does not
   * @param parallelism of each job
   */
  public EmbeddedFlink(
      Path checkpoints, Path temporary, int parallelism, Duration checkpointInterval) {
    this.checkpoints = checkpoints;
    this.temporary = temporary;
    this.parallelism = parallelism;
    this.checkpointInterval = checkpointInterval;
  }

  @Override
  public String name() {
    return "stream-processor";
  }

  @Override
  public void start() {
    MiniCluster starting =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(clusterConfiguration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(MOST_JOBS * parallelism)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
    try {
      starting.start();
    } catch (Exception e) {
      throw new IllegalStateException("the stream processor does not start", e);
    }
    cluster = starting;
  }

  /**
   * An environment whose job {@link #submit} takes; restores the job of that name if there is one.
   */
  public StreamExecutionEnvironment environment(String jobName) {
    Path directory = checkpoints.resolve(jobName);
    Configuration c = new Configuration();
    c.set(PipelineOptions.NAME, jobName);
    c.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    c.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    c.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, checkpointInterval.dividedBy(4));
    c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    c.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    Checkpoints.newest(directory)
        .ifPresent(
            checkpoint -> {
              LOG.atInfo().addKeyValue("checkpoint", checkpoint).log("restoring {}", jobName);
              c.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
              c.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return StreamExecutionEnvironment.getExecutionEnvironment(c);
  }

  /** Runs the job that was defined in an environment of this cluster; returns when it runs. */
  public void submit(StreamExecutionEnvironment environment) {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    MiniCluster running = running();
    try {
      running.submitJob(graph).get(60, TimeUnit.SECONDS);
      jobs.add(graph.getJobID());
      awaitRunning(running, graph.getJobID());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while submitting " + graph.getName(), e);
    } catch (Exception e) {
      throw new IllegalStateException(graph.getName() + " does not run", e);
    }
  }

  private static void awaitRunning(MiniCluster cluster, JobID job) throws Exception {
    for (JobStatus status = JobStatus.INITIALIZING; status != JobStatus.RUNNING; ) {
      if (status.isGloballyTerminalState()) {
        // Throws the reason of a job that failed before it ran.
        cluster
            .requestJobResult(job)
            .get()
            .toJobExecutionResult(Checkpoints.class.getClassLoader());
        return;
      }
      Thread.sleep(20);
      status = cluster.getJobStatus(job).get(10, TimeUnit.SECONDS);
    }
  }

  /** Completes a checkpoint of every job now. */
  public void checkpoint() throws ExecutionException, InterruptedException, TimeoutException {
    for (JobID job : jobs) {
      running().triggerCheckpoint(job).get(10, TimeUnit.SECONDS);
    }
  }

  /**
   * Age of the newest complete checkpoint of a job, in seconds: what a restart repeats; NaN before
   * the first.
   */
  public double checkpointAge(String jobName, Instant now) {
    return Checkpoints.newest(checkpoints.resolve(jobName))
        .map(path -> Duration.between(Checkpoints.completedAt(path), now).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }

  /** Down unless every job runs: a job that restarts over and over does no work. */
  @Override
  public Health health() {
    MiniCluster running = cluster;
    if (running == null) {
      return Health.down("not running");
    }
    if (jobs.isEmpty()) {
      return Health.degraded("no job");
    }
    for (JobID job : jobs) {
      Health health = health(running, job);
      if (health.status() != Health.Status.UP) {
        return health;
      }
    }
    return Health.UP;
  }

  private static Health health(MiniCluster running, JobID job) {
    try {
      JobStatus status = running.getJobStatus(job).get(2, TimeUnit.SECONDS);
      return status == JobStatus.RUNNING ? Health.UP : Health.down("a job is " + status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.down("interrupted");
    } catch (ExecutionException | TimeoutException e) {
      return Health.down("does not answer");
    }
  }

  /** Takes a last checkpoint of every job if it can within seconds, cancels them and stops. */
  @Override
  public synchronized void close() {
    MiniCluster running = cluster;
    if (running == null) {
      return;
    }
    List<JobID> healthy =
        jobs.stream().filter(job -> health(running, job).status() == Health.Status.UP).toList();
    // Without it the checkpoint before stands, and a restart repeats a little more.
    awaitAll("last checkpoint", healthy, running::triggerCheckpoint);
    awaitAll("cancel", healthy, running::cancelJob);
    awaitAll("end of the job", healthy, running::requestJobResult);
    cluster = null;
    await("stop", running.closeAsync());
  }

  private static void awaitAll(
      String what, List<JobID> jobs, Function<JobID, CompletableFuture<?>> step) {
    await(what, CompletableFuture.allOf(jobs.stream().map(step).toArray(CompletableFuture[]::new)));
  }

  private static void await(String what, CompletableFuture<?> done) {
    try {
      done.get(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().addKeyValue("error", e.toString()).log("no {} in time", what);
    }
  }

  private MiniCluster running() {
    MiniCluster running = cluster;
    if (running == null) {
      throw new IllegalStateException("the stream processor is not running");
    }
    return running;
  }

  private Configuration clusterConfiguration() {
    Configuration c = new Configuration();
    c.set(RestOptions.ADDRESS, "127.0.0.1");
    c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    c.set(RestOptions.BIND_PORT, "0");
    c.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    c.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    c.set(TaskManagerOptions.HOST, "127.0.0.1");
    c.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    c.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(512));
    c.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ZERO);
    c.set(CoreOptions.TMP_DIRS, temporary.toString());
    c.set(BlobServerOptions.STORAGE_DIRECTORY, temporary.resolve("blobs").toString());
    // Our classes are on the class path already.
    c.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    c.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return c;
  }
}
