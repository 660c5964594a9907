namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the default configuration: host.json, local.settings.json, appsettings.json, the
    /// environment and the arguments, later ones first.</summary>
    /// <param name="args">The process's arguments.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
