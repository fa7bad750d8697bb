<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="15000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{building}">
      <rule key="{all}" symbol="0" filter="&quot;norm&quot; = 'pass'" label="voldoet: alle woningen"/>
      <rule key="{some}" symbol="1" filter="&quot;norm&quot; = 'fail' AND &quot;homes_pass&quot; &gt; 0" label="een deel van de woningen voldoet"/>
      <rule key="{mean2}" symbol="2" filter="&quot;norm&quot; = 'fail' AND coalesce(&quot;homes_pass&quot;, 0) = 0 AND 2 * (coalesce(&quot;trees_pass&quot;, 0) + coalesce(&quot;canopy_pass&quot;, 0) + coalesce(&quot;access_pass&quot;, 0)) &gt;= 3 * &quot;homes&quot;" label="voldoet niet, haalt gemiddeld 2 criteria (1,5 of meer)"/>
      <rule key="{mean1}" symbol="3" filter="&quot;norm&quot; = 'fail' AND coalesce(&quot;homes_pass&quot;, 0) = 0 AND 2 * (coalesce(&quot;trees_pass&quot;, 0) + coalesce(&quot;canopy_pass&quot;, 0) + coalesce(&quot;access_pass&quot;, 0)) &gt;= &quot;homes&quot; AND 2 * (coalesce(&quot;trees_pass&quot;, 0) + coalesce(&quot;canopy_pass&quot;, 0) + coalesce(&quot;access_pass&quot;, 0)) &lt; 3 * &quot;homes&quot;" label="voldoet niet, haalt gemiddeld 1 criterium"/>
      <rule key="{mean0}" symbol="4" filter="&quot;norm&quot; = 'fail' AND coalesce(&quot;homes_pass&quot;, 0) = 0 AND 2 * (coalesce(&quot;trees_pass&quot;, 0) + coalesce(&quot;canopy_pass&quot;, 0) + coalesce(&quot;access_pass&quot;, 0)) &lt; &quot;homes&quot;" label="voldoet niet, haalt er bijna geen (minder dan 0,5)"/>
      <rule key="{unknown}" symbol="5" filter="&quot;norm&quot; = 'unknown'" label="onbekend"/>
      <rule key="{much}" symbol="6" filter="&quot;norm&quot; = 'fail' AND &quot;homes_unknown&quot; * 4 &gt; &quot;homes&quot;" label="gearceerd: meer dan een kwart onbekend"/>
      <rule key="{else}" symbol="7" filter="ELSE" label="geen beoordeelde woningen"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="86,180,233,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="230,159,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="213,94,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@5@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="alpha" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(@map_scale &lt; 5000, 75, 100)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.6"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@6@0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.6"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="1.6"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@6@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="225,225,225,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="170,170,170,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{share}" description="woningen die voldoen / alle woningen" filter='"homes" &gt; 1 AND "norm" IS NOT NULL' scalemindenom="1250" scalemaxdenom="3500">
      <settings calloutType="simple">
        <text-style fieldName="&quot;homes_pass&quot; || '/' || &quot;homes&quot;" isExpression="1" fontFamily="Sans Serif" fontSize="7" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="norm" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="voldoet" type="QString" value="pass"/></Option><Option type="Map"><Option name="voldoet niet" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Pand (BAG)"/>
    <alias index="1" field="norm" name="Oordeel (slechtste woning)"/>
    <alias index="2" field="norm_reason" name="Toelichting"/>
    <alias index="3" field="homes" name="Woningen"/>
    <alias index="4" field="homes_pass" name="Woningen die voldoen"/>
    <alias index="5" field="homes_fail" name="Woningen die niet voldoen"/>
    <alias index="6" field="homes_unknown" name="Woningen met onbekend oordeel"/>
    <alias index="7" field="share_pct" name="Aandeel dat voldoet (%)"/>
    <alias index="8" field="trees_pass" name="Voldoen aan bomen in zicht"/>
    <alias index="9" field="canopy_pass" name="Voldoen aan kroonbedekking"/>
    <alias index="10" field="access_pass" name="Voldoen aan afstand tot groen"/>
    <alias index="11" field="trees_worst_margin" name="Kleinste marge bomen"/>
    <alias index="12" field="access_worst_margin" name="Kleinste marge afstand tot groen (m)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="norm" hidden="0" width="-1"/>
      <column type="field" name="norm_reason" hidden="0" width="-1"/>
      <column type="field" name="homes" hidden="0" width="-1"/>
      <column type="field" name="homes_pass" hidden="0" width="-1"/>
      <column type="field" name="homes_fail" hidden="0" width="-1"/>
      <column type="field" name="homes_unknown" hidden="0" width="-1"/>
      <column type="field" name="share_pct" hidden="0" width="-1"/>
      <column type="field" name="trees_pass" hidden="0" width="-1"/>
      <column type="field" name="canopy_pass" hidden="0" width="-1"/>
      <column type="field" name="access_pass" hidden="0" width="-1"/>
      <column type="field" name="trees_worst_margin" hidden="0" width="-1"/>
      <column type="field" name="access_worst_margin" hidden="0" width="-1"/>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Oordeel" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="norm" index="1" showLabel="1"/>
      <attributeEditorField name="norm_reason" index="2" showLabel="1"/>
      <attributeEditorField name="homes" index="3" showLabel="1"/>
      <attributeEditorField name="homes_pass" index="4" showLabel="1"/>
      <attributeEditorField name="homes_fail" index="5" showLabel="1"/>
      <attributeEditorField name="homes_unknown" index="6" showLabel="1"/>
      <attributeEditorField name="share_pct" index="7" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Per criterium" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="trees_pass" index="8" showLabel="1"/>
      <attributeEditorField name="canopy_pass" index="9" showLabel="1"/>
      <attributeEditorField name="access_pass" index="10" showLabel="1"/>
      <attributeEditorField name="trees_worst_margin" index="11" showLabel="1"/>
      <attributeEditorField name="access_worst_margin" index="12" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Pand" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"norm_reason"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Pand: [% CASE WHEN "norm"='pass' THEN '<span style="color:#0072B2">&#9679; voldoet</span>' WHEN "norm"='fail' THEN '<span style="color:#D55E00">&#9650; voldoet niet</span>' WHEN "norm"='unknown' THEN '<span style="color:#555555">&#8863; onbekend</span>' ELSE 'niet beoordeeld' END %]</b><br>
[% coalesce("homes_pass",0) %] van [% coalesce("homes",0) %] woningen voldoen aan [% CASE WHEN (("trees_pass" IS NOT NULL) + ("canopy_pass" IS NOT NULL) + ("access_pass" IS NOT NULL)) > 1 THEN 'de hele groennorm; gemiddeld ' || coalesce(format_number((coalesce("trees_pass", 0) + coalesce("canopy_pass", 0) + coalesce("access_pass", 0)) / "homes",1,'nl'),'0') || ' criteria gehaald' ELSE 'het ene criterium dat is beoordeeld' END %][% CASE WHEN "homes_unknown" > 0 THEN '; ' || "homes_unknown" || ' onbekend' ELSE '' END %]
<table cellspacing="0">
<tr><td style="padding-right:8px">Bomen in zicht</td><td style="padding-right:8px">[% coalesce("trees_pass" || if("trees_pass" = 1, ' voldoet', ' voldoen'),'niet beoordeeld') %]</td></tr>
<tr><td style="padding-right:8px">Kroonbedekking</td><td style="padding-right:8px">[% coalesce("canopy_pass" || if("canopy_pass" = 1, ' voldoet', ' voldoen'),'niet beoordeeld') %]</td></tr>
<tr><td style="padding-right:8px">Afstand tot groen</td><td style="padding-right:8px">[% coalesce("access_pass" || if("access_pass" = 1, ' voldoet', ' voldoen'),'niet beoordeeld') %]</td></tr>
</table>
[% replace(coalesce("norm_reason",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
