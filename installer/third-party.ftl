<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licences = entry.getValue()/>
${project.groupId}:${project.artifactId}:${project.version}	${project.name}	<#list licences as licence>${licence}<#if licence_has_next>; </#if></#list>	${project.url!""}
</#list>
