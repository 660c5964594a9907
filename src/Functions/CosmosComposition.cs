using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Functions;

/// <summary>Adds Cosmos DB to the app.</summary>
internal static class CosmosComposition
{
    private const string Cosmos = "Cosmos";

    /// <summary>Keeps documents there.</summary>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it, never a secret.</exception>
    public static void AddCosmos(this FunctionsApplicationBuilder builder)
    {
        IConfigurationSection section = builder.Configuration.GetSection(Cosmos);
        CosmosOptions options = ReadAccount(section);
        builder.Services.AddCosmos(options with
        {
            Database = Named(section, "Database") ?? options.Database,
            Container = Named(section, "Container") ?? options.Container,
        });
    }

    private static CosmosOptions ReadAccount(IConfigurationSection section)
    {
        string? endpoint = Named(section, "Endpoint");
        string? connectionString = Named(section, "ConnectionString");
        if (endpoint is not null && connectionString is not null)
            throw Wrong("ConnectionString", $"and {Cosmos}:Endpoint are not for the same time");
        try
        {
            if (connectionString is not null) return CosmosOptions.Of(connectionString);
        }
        catch (ArgumentException wrong)
        {
            throw Wrong("ConnectionString", "is no connection string of an account that may be reached so", wrong);
        }
        try
        {
            return CosmosOptions.At(endpoint ?? throw Wrong("Endpoint", $"and Cosmos:ConnectionString are missing; {Settings.Section}:Documents is 'cosmos'"));
        }
        catch (ArgumentException wrong)
        {
            throw Wrong("Endpoint", $"is '{endpoint}', which is no https address", wrong);
        }
    }

    private static string? Named(IConfigurationSection section, string setting) =>
        string.IsNullOrWhiteSpace(section[setting]) ? null : section[setting]!.Trim();

    private static SettingException Wrong(string setting, string what, Exception? cause = null) =>
        new(setting, what, cause, Cosmos);
}
