namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);

/// <summary>Runs around every invocation; one instance serves them all.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs around one invocation; not calling <paramref name="next"/> skips the function.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
