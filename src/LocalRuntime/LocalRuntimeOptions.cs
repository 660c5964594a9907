using Microsoft.Extensions.Hosting;

namespace Understudy.LocalRuntime;

/// <summary>
/// What code that hosts an app in its own process, such as a test, may choose. Configure it as any options:
/// <c>builder.Services.Configure&lt;LocalRuntimeOptions&gt;(…)</c>. To get an in-memory server instead of a port,
/// register one: <c>builder.Services.AddSingleton&lt;IServer, TestServer&gt;()</c>; the pipeline is the same.
/// </summary>
public sealed class LocalRuntimeOptions
{
    /// <summary>The types in which functions are looked for; by default all of the entry assembly's.</summary>
    public IReadOnlyCollection<Type>? FunctionTypes { get; set; }

    /// <summary>The folder that holds the runtime's state, absolute or from the content root. Configuration key
    /// <c>LocalRuntime:DataFolder</c>.</summary>
    public string DataFolder { get; set; } = ".understudy/runtime";

    /// <summary>
    /// The key that functions of another level than anonymous ask for, as the Functions host's master key: in the header
    /// <c>x-functions-key</c> or the query's <c>code</c>. Without one, nobody may call them. Configuration key
    /// <c>LocalRuntime:MasterKey</c>.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>The data folder, absolute.</summary>
    internal string DataFolderIn(IHostEnvironment environment) =>
        Path.GetFullPath(DataFolder, environment.ContentRootPath);
}
